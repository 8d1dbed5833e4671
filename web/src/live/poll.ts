// What a room may be asked, what its answers are as numbers, and which of them the runs
// bear out. Nothing here knows the page.
import type { LiveAsk, OutcomeKind, OutcomeMessage, ScenarioMessage } from "../wire/wire.ts";

/** What may be asked. */
export type AskKind = LiveAsk["kind"];

/** Each way for a run to end that one can guess, with the colour that the ruler has for it. */
export const ENDINGS = [
  { name: "bottom", band: "good" },
  { name: "stuck", band: "stuck" },
  { name: "under", band: "crawl" },
  { name: "restless", band: "high" },
  { name: "away", band: "far" },
] as const;

/** In an answer that says how each run ends a digit is one run's: 0 for none yet, then 1 + the place in ENDINGS. */
const DIGITS = ENDINGS.length + 1;

type EndingName = (typeof ENDINGS)[number]["name"];

const NAMES: Record<OutcomeKind, EndingName> = {
  converged: "bottom",
  learned: "bottom",
  hovering: "bottom",
  "stuck-local": "stuck",
  "stuck-saddle": "stuck",
  flat: "stuck",
  stuck: "stuck",
  crawling: "under",
  "slow-zigzag": "under",
  oscillating: "restless",
  bouncing: "restless",
  leaving: "restless",
  wandering: "restless",
  thrown: "away",
  diverged: "away",
  "escaped-unbounded": "away",
  "left-domain": "away",
};

type Asked = Pick<ScenarioMessage, "runs"> & { surface: Pick<ScenarioMessage["surface"], "unbounded"> };
type End = Pick<OutcomeMessage, "outcome" | "global" | "k" | "guess">;

/** What can be asked of a scenario, what is asked first of all in front: who is first needs two, and a bottom. */
export function kindsOf({ runs, surface }: Asked): AskKind[] {
  return runs.length > 1 && !surface.unbounded ? ["first", "ends"] : ["ends"];
}

/** A question that is open. */
export function askOf(kind: AskKind, { runs }: Asked, id: string): LiveAsk {
  const choices = kind === "first" ? runs.length + 1 : DIGITS ** runs.length;
  return { id, kind, choices, runs: runs.length, from: 0, to: 0, open: true, voters: 0 };
}

/** The endings that an answer tells of each run; -1 where it tells none. */
export function endingsOf(value: number, runs: number): number[] {
  return [...Array(runs).keys()].map((run) => (Math.floor(value / DIGITS ** run) % DIGITS) - 1);
}

/** The answer that tells these endings. */
export function valueOf(endings: readonly number[]): number {
  return endings.reduce((value, ending, run) => value + (ending + 1) * DIGITS ** run, 0);
}

/** How often each choice was made; of endings those of run 0 first, then those of run 1. */
export function count({ kind, runs }: LiveAsk, votes: Iterable<number>): number[] {
  if (kind === "first") {
    const tally = Array<number>(runs + 1).fill(0);
    for (const value of votes) if (value <= runs) tally[value]!++;
    return tally;
  }
  const tally = Array<number>(runs * ENDINGS.length).fill(0);
  for (const value of votes) {
    endingsOf(value, runs).forEach((ending, run) => {
      if (ending >= 0) tally[run * ENDINGS.length + ending]!++;
    });
  }
  return tally;
}

/** How a run ended, as a place in ENDINGS: it hovers at the bottom only if that is the lowest, and has learned if it does better than guessing. */
export function endingOf({ outcome, global, guess }: End): number {
  const stuck = (outcome === "hovering" && !global) || (outcome === "learned" && guess !== undefined);
  const name = stuck ? "stuck" : NAMES[outcome];
  return ENDINGS.findIndex((ending) => ending.name === name);
}

/**
 * The choices that the runs bear out: of "first" all that are there after the fewest
 * steps, or else that none is; null where that can't be told, as of runs that noise
 * keeps moving. Of endings one for each run, as in a tally.
 */
export function right({ kind, runs }: LiveAsk, ends: readonly End[]): Set<number> | null {
  if (ends.length !== runs) return null;
  if (kind === "ends") return new Set(ends.map((end, run) => run * ENDINGS.length + endingOf(end)));
  const there = ends.map((end, run) => ({ run, k: end.k, outcome: end.outcome, ending: endingOf(end) })).filter(({ ending }) => ENDINGS[ending]!.name === "bottom");
  if (there.some(({ outcome }) => outcome === "hovering")) return null;
  const first = Math.min(...there.map(({ k }) => k));
  return new Set(there.length === 0 ? [runs] : there.filter(({ k }) => k === first).map(({ run }) => run));
}
