// The runs' rates as the user sets them; the server's answer may come later.
import type { Figure } from "../figure/figure.ts";
import type { Hand } from "../link/hand.ts";
import type { State } from "../link/state.ts";
import { written } from "../words/numbers.ts";

/** Sets a run's new rate, from its flag, its field or a key; time is when the user moved it, in ms since the page began. */
export function setRate(figure: Figure, state: State, run: number, lr: number, hand: Hand): void {
  if (run !== figure.choice.run) figure.choose(run);
  const rates = currentRates(state);
  rates[run] = written(lr);
  figure.measure(state.change({ lr: rates.join(",") }, hand.held), hand.time, hand.held && !hand.keys);
}

/** The rates of the newest request, which may not be answered yet. */
function currentRates(state: State): string[] {
  const { runs } = state.scenario;
  const asked = state.value("lr")?.split(",") ?? [];
  return asked.length === runs.length ? asked : runs.map(({ lr }) => written(lr));
}
