// What the rates do that a room has chosen: the server makes the runs, whatever the pages
// say of them.
import { onHost } from "../dom/site.ts";
import type { LiveAsk, ScenarioMessage, Sweep } from "../wire/wire.ts";
import { written } from "../words/numbers.ts";
import type { Dot } from "./dots.ts";
import { say } from "./index.ts";
import { ENDINGS, endingOf, rateOf, ratesText } from "./poll.ts";

/** The rates of a room, and what they do once that was asked for. */
export class RoomRates {
  private sweep: { key: string; of: Sweep | null } | null = null;

  constructor(private readonly changed: () => void) {}

  /** The dots of answers; mine is this page's own, -1 for none. told: what they do may be seen. */
  dots(ask: LiveAsk, scenario: ScenarioMessage, values: readonly number[], mine: number, told: boolean): Dot[] {
    const places = [...new Set(values)].sort((a, b) => a - b);
    const sweep = told && places.length > 0 ? this.ask(ask, scenario, places) : null;
    return places.map((value, i) => {
      const dot = { rate: rateOf(value, ask), pages: values.filter((other) => other === value).length, mine: value === mine, steps: null, band: "" };
      const outcome = sweep?.outcomes[i];
      if (!outcome) return dot;
      const { name, band } = ENDINGS[endingOf({ outcome, global: sweep.global[i] ?? false, k: 0 })]!;
      return { ...dot, band, steps: name === "bottom" && outcome !== "hovering" ? (sweep.steps[i] ?? null) : null };
    });
  }

  /** What became of the rates, in words; empty before that is known. */
  words(dots: readonly Dot[]): string {
    if (!dots.some(({ band }) => band)) return "";
    const there = dots.filter(({ steps }) => steps !== null);
    const fewest = Math.min(...there.map(({ steps }) => steps!));
    const first = fastest(there.filter(({ steps }) => steps === fewest), fewest);
    const own = dots.find(({ mine }) => mine);
    if (!own) return first;
    return `${first} ${own.steps === null ? say("ask.rate.own.never", { rate: shownRate(own.rate) }) : say("ask.rate.own", { rate: shownRate(own.rate), n: own.steps })}`;
  }

  private ask(ask: LiveAsk, { query }: ScenarioMessage, places: readonly number[]): Sweep | null {
    const key = `${query}&run=${ask.runs}&from=${ask.from}&to=${ask.to}&places=${ratesText(places)}`;
    if (this.sweep?.key !== key) {
      const asked: { key: string; of: Sweep | null } = (this.sweep = { key, of: null });
      void fetch(onHost(`/api/sweep?${key}`))
        .then(async (answer) => (asked.of = answer.ok ? ((await answer.json()) as Sweep) : null))
        .then(() => this.changed())
        .catch(() => undefined); // without an answer the rates are shown alone
    }
    return this.sweep?.of ?? null;
  }
}

/** The rates that take the fewest steps, in words: there may be several. */
function fastest(best: readonly Dot[], n: number): string {
  if (best.length === 0) return say("ask.rate.none");
  const [from, to] = [shownRate(best[0]!.rate), shownRate(best.at(-1)!.rate)];
  return from === to ? say("ask.rate.best", { rate: from, n }) : say("ask.rate.tie", { count: best.length, from, to, n });
}

/** A rate with the digits that a slider tells apart. */
export function shownRate(rate: number): string {
  return written(Number(rate.toPrecision(3)));
}
