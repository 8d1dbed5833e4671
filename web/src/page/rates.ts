// The runs' rates as a hand sets them, which may be ahead of the server.
import type { Figure } from "../figure/figure.ts";
import type { State } from "../link/state.ts";
import { written } from "../words/numbers.ts";

/** Sets a run's new rate, from its flag, its field or a key; time is when the hand moved, in ms of the page. */
export function setRate(figure: Figure, state: State, run: number, lr: number, hand: { held: boolean; time: number }): void {
  if (run !== figure.chosen) figure.choose(run);
  const rates = currentRates(state);
  rates[run] = written(lr);
  figure.measure(state.change({ lr: rates.join(",") }, hand.held), hand.time);
}

/** The rates as they were asked for last: the hand may be ahead of the answer. */
function currentRates(state: State): string[] {
  const { runs } = state.scenario;
  const asked = state.value("lr")?.split(",") ?? [];
  return asked.length === runs.length ? asked : runs.map(({ lr }) => written(lr));
}
