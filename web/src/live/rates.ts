// What the rates do that a room has chosen: the server makes the runs, whatever the pages
// say of them.
import { onHost } from "../dom/site.ts";
import { FEW } from "../draw/endings.ts";
import type { LiveAsk, ScenarioMessage, Sweep } from "../wire/wire.ts";
import { written } from "../words/numbers.ts";
import type { Dot } from "./dots.ts";
import { say } from "./index.ts";
import { ENDINGS, endingOf, MOST_GIVEN, rateOf, ratesText, triedRates } from "./poll.ts";

/** The runs have been as they are for so long before the server is asked, in ms. */
const REST = 300;
/** The server is asked again after so many ms, twice as long each time up to so many. */
const [AGAIN, LONGEST] = [1000, 16_000];
/** An answer that will be the same again: what was asked is wrong. */
const REFUSED: ReadonlySet<number> = new Set([400, 404, 413, 414, 422]);

/** Whether it is shown what the rates do: not while a hand moves something, as long as it is not known. */
export type Showing = false | "held" | "shown";

/** The rates of a room, and what they do once that was asked for. */
export class RoomRates {
  private sweep: { key: string; of: Sweep | null } | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly changed: () => void,
    private readonly get: (path: string) => Promise<Response> = (path) => fetch(onHost(path)),
  ) {}

  /** The dots of the answers that are tried; mine is this page's own, -1 for none. Of runs that noise moves nothing is told: they get nowhere after a number of steps. */
  dots(ask: LiveAsk, scenario: ScenarioMessage, values: readonly number[], mine: number, showing: Showing): Dot[] {
    const pages = new Map<number, number>();
    for (const value of values) pages.set(value, (pages.get(value) ?? 0) + 1);
    const places = [...triedRates(pages.keys())].sort((a, b) => a - b);
    const sweep = showing && !scenario.random && places.length > 0 ? this.ask(ask, scenario, places, showing) : null;
    return places.map((value, i) => {
      const dot = { rate: rateOf(value, ask), pages: pages.get(value)!, mine: value === mine, steps: null, band: "" };
      const outcome = sweep?.outcomes[i];
      if (!outcome) return dot;
      const { name, band } = ENDINGS[endingOf({ outcome, global: sweep.global[i] ?? false, k: 0, reason: scenario.steps <= FEW ? "few" : sweep.told?.[i] })]!;
      const there = name === "bottom" && sweep.told?.[i] !== "held-off"; // weight decay holds it beside the bottom
      return { ...dot, band, steps: there ? (sweep.steps[i] ?? null) : null };
    });
  }

  /** What became of the rates, in words; empty before that is known. voters: so many pages answered. */
  words(dots: readonly Dot[], voters: number): string {
    if (!dots.some(({ band }) => band)) return "";
    const there = dots.filter(({ steps }) => steps !== null);
    const fewest = there.reduce((least, { steps }) => Math.min(least, steps!), Infinity);
    const some = dots.length >= MOST_GIVEN && voters > dots.length ? [say("ask.rate.some", { of: voters, count: dots.length })] : [];
    const first = fastest(there.filter(({ steps }) => steps === fewest), fewest);
    const own = dots.find(({ mine }) => mine);
    const yours = !own ? [] : [own.steps === null ? say("ask.rate.own.never", { rate: shownRate(own.rate) }) : say("ask.rate.own", { rate: shownRate(own.rate), n: own.steps })];
    return [...some, first, ...yours].join(" ");
  }

  /** The question is over: nothing is asked for any more. */
  forget(): void {
    clearTimeout(this.timer);
    this.sweep = null;
  }

  private ask(ask: LiveAsk, { query }: ScenarioMessage, places: readonly number[], showing: Showing): Sweep | null {
    const key = `${query}&run=${ask.runs}&from=${ask.from}&to=${ask.to}&places=${ratesText(places)}`;
    if (this.sweep?.key === key) return this.sweep.of;
    this.forget();
    if (showing === "held") return null;
    const asked = (this.sweep = { key, of: null });
    this.timer = setTimeout(() => void this.fetch(asked, AGAIN), REST);
    return null;
  }

  /** Asks the server, and again where it can't answer; meanwhile the rates are shown alone. */
  private async fetch(asked: { key: string; of: Sweep | null }, again: number): Promise<void> {
    const answer = await this.get(`/api/sweep?${asked.key}`).catch(() => null);
    const sweep = answer?.ok ? await answer.json().then((of: Sweep) => of, () => null) : null;
    if (this.sweep !== asked) return;
    asked.of = sweep;
    if (sweep) this.changed();
    else if (!answer || !REFUSED.has(answer.status)) this.timer = setTimeout(() => void this.fetch(asked, Math.min(LONGEST, 2 * again)), again);
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
