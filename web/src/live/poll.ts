// What a room may be asked, what its answers are as numbers, and which of them the runs
// bear out. Nothing here knows the page.
import { endingOf as onRuler } from "../draw/endings.ts";
import { without } from "../wire/query.ts";
import type { Box, LiveAsk, OutcomeMessage, ScenarioMessage } from "../wire/wire.ts";

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

/** The ruler's words for how runs end, by what one can guess. */
const WORDS: Record<EndingName, readonly string[]> = {
  bottom: ["converges", "settles", "learns", "hovers"],
  stuck: ["stuck", "saddle", "flat", "halts", "guesses"],
  under: ["crawls", "underway", "zigzags"],
  restless: ["bounces", "unsettles", "wanders", "overshoots"],
  away: ["thrown", "strays", "leaves", "diverges", "escapes", "undefined"],
};

/** Places on the side of a view, or on a range of rates. */
const PLACES = 1 << 12;
/** So many starts, or rates, are tried at once. */
export const MOST_GIVEN = 500;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const NONE: ReadonlySet<number> = new Set();

type Asked = Pick<ScenarioMessage, "runs"> & Partial<Pick<ScenarioMessage, "random">> & { surface: Pick<ScenarioMessage["surface"], "unbounded"> & Partial<Pick<ScenarioMessage["surface"], "network" | "whole">> };
type End = Pick<OutcomeMessage, "outcome" | "global" | "k" | "guess"> & Partial<Pick<OutcomeMessage, "reason" | "held_off">>;

/**
 * What can be asked of a scenario, what is asked first of all in front: who is first
 * needs two runs that are not hidden, and a bottom; a network starts where its seed puts it. Which rate is
 * there after the fewest steps can't be told where noise keeps the runs moving.
 */
export function kindsOf({ runs, surface, random }: Asked, hidden: ReadonlySet<number> = NONE): AskKind[] {
  const kinds: AskKind[] = runs.filter((_, run) => !hidden.has(run)).length > 1 && !surface.unbounded ? ["first", "ends"] : ["ends"];
  if (surface.network || surface.whole) return kinds;
  kinds.push("start");
  if (!surface.unbounded && !random && runs.some(({ rateless }) => !rateless)) kinds.push("rate");
  return kinds;
}

/** What a beat's own question asks once its scenario was changed by a query: where a start is asked for the start may be another, and the rates where one is asked for. */
export function stillAsks(kind: AskKind | undefined, changes: string): AskKind | undefined {
  const free: ReadonlySet<string> = new Set(kind === "start" ? ["start", "lr"] : kind === "rate" ? ["lr"] : []);
  return without(changes, (key) => free.has(key) || beside.has(key)) === "" ? kind : undefined;
}

/** What is asked of the kinds that there are: what was chosen, what the lesson's beat asks itself, what was asked last, or what is usual. */
export function kindAsked(offered: readonly AskKind[], ...wanted: (AskKind | null | undefined)[]): AskKind {
  return wanted.find((kind) => kind && offered.includes(kind)) ?? offered[0]!;
}

/** Keys that change no run: how many are made beside each, and what they are called. */
const beside: ReadonlySet<string> = new Set(["seeds", "starts", "names"]);

/**
 * What the answers to a question are about, as a text: once that is another they mean
 * nothing any more. Who is first, and how each ends, is of the runs as they are; a start
 * is a place of the view, and a rate is tried with any optimizer's run that it is asked
 * of. Empty where it can't be asked at all.
 */
export function subjectOf({ kind, runs: run }: Pick<LiveAsk, "kind" | "runs">, preset: string, scenario: ScenarioMessage): string {
  const { query, runs, surface } = scenario;
  if (!kindsOf(scenario).includes(kind)) return "";
  if (kind === "first" || kind === "ends") return JSON.stringify([preset, without(query, (key) => beside.has(key))]);
  const { optimizer, rateless } = runs[run] ?? {};
  return JSON.stringify([preset, surface.formula, runs.length, ...(kind === "start" ? [surface.view] : [optimizer, rateless])]);
}

/** What is to be done about a question, which is null where there is none; other: its answers are about something else by now. */
export function nextOf(ask: Pick<LiveAsk, "open"> | null, { hidden, other, held }: Record<"hidden" | "other" | "held", boolean>): "open" | "reveal" | "drop" | "" {
  if (hidden) return !ask?.open || (other && !held) ? "open" : "";
  if (ask && other) return "drop";
  return ask?.open ? "reveal" : "";
}

/** A question that is open. */
export function askOf(kind: AskKind, { runs }: Asked, id: string, run = 0): LiveAsk {
  const [from, to] = (kind === "rate" && runs[run]?.rate_range) || [0, 0];
  const choices = { first: runs.length + 1, ends: DIGITS ** runs.length, start: PLACES * PLACES, rate: PLACES }[kind];
  return { id, kind, choices, runs: kind === "first" || kind === "ends" ? runs.length : run, from, to, open: true, voters: 0 };
}

/** The answer that names a start: the cell of a grid over the view that it lies in. */
export function startValue([x, y]: readonly [number, number], [xmin, xmax, ymin, ymax]: Box): number {
  const cell = (at: number, from: number, to: number) => Math.min(PLACES - 1, Math.max(0, Math.floor(((at - from) / (to - from)) * PLACES)));
  return cell(x, xmin, xmax) * PLACES + cell(y, ymin, ymax);
}

/** The start that an answer names: the middle of its cell; of one weight on its axis. */
export function startOf(value: number, [xmin, xmax, ymin, ymax]: Box, dimension: number): [number, number] {
  const at = (cell: number, from: number, to: number) => from + ((cell + 0.5) / PLACES) * (to - from);
  return [at(Math.floor(value / PLACES), xmin, xmax), dimension === 1 ? 0 : at(value % PLACES, ymin, ymax)];
}

/** The starts of answers as a query has them: two letters for each of their places. */
export function startsText(values: readonly number[]): string {
  return values.map((value) => placeText(Math.floor(value / PLACES)) + placeText(value % PLACES)).join("");
}

/** The answers that a text of starts has. */
export function startsIn(text: string): number[] {
  return (text.match(/.{4}/g) ?? []).map((four) => placeIn(four.slice(0, 2)) * PLACES + placeIn(four.slice(2)));
}

/** The rate that an answer names, evenly in the logarithm. */
export function rateOf(value: number, { from, to }: Pick<LiveAsk, "from" | "to">): number {
  const part = value / (PLACES - 1);
  return Math.exp((1 - part) * Math.log(from) + part * Math.log(to));
}

/** The rates of answers as a query has them: two letters each. */
export function ratesText(values: readonly number[]): string {
  return values.map(placeText).join("");
}

/** The rates that are tried, the first that came: each once. */
export function triedRates(values: Iterable<number>): Set<number> {
  const tried = new Set<number>();
  for (const value of values) if (tried.size < MOST_GIVEN) tried.add(value);
  return tried;
}

/** The rates that are tried as those who follow are sent them: each once, then as many again as there is a place for. */
export function givenRates(values: readonly number[]): string {
  const tried = triedRates(values);
  const once = new Set<number>();
  const again = values.filter((value) => tried.has(value) && (once.has(value) || !once.add(value)));
  return ratesText([...tried, ...again].slice(0, 2 * MOST_GIVEN));
}

/** The answers that a text of rates has. */
export function ratesIn(text: string): number[] {
  return (text.match(/.{2}/g) ?? []).map(placeIn);
}

function placeText(place: number): string {
  return LETTERS[place >> 6]! + LETTERS[place & 63]!;
}

function placeIn(two: string): number {
  return (LETTERS.indexOf(two[0]!) << 6) | LETTERS.indexOf(two[1]!);
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
  if (kind !== "ends") return [];
  const tally = Array<number>(runs * ENDINGS.length).fill(0);
  for (const value of votes) {
    endingsOf(value, runs).forEach((ending, run) => {
      if (ending >= 0) tally[run * ENDINGS.length + ending]!++;
    });
  }
  return tally;
}

/** How a run ended, as a place in ENDINGS, by the ruler's word for it: it hovers or settles at the bottom only if that is the lowest. */
export function endingOf({ outcome, global, guess, reason }: End): number {
  const { word } = onRuler(outcome, { few: reason === "few", guess: guess !== undefined, caveat: reason });
  const lesser = (word === "hovers" || word === "settles") && !global;
  return ENDINGS.findIndex(({ name }) => (lesser ? name === "stuck" : WORDS[name].includes(word)));
}

/** The run is at the lowest minimum, but does not rest there. */
const isRestlessAtBottom = ({ outcome, global }: End): boolean => global && (outcome === "bouncing" || outcome === "leaving");

/**
 * The choices that the runs bear out: of "first" all that are there after the fewest
 * steps, or else that none is; null where that can't be told, as of runs that noise
 * keeps moving, that bounce at the bottom before another rests there, or that weight decay
 * holds further off a minimum than near. Of endings one for each run, as in a tally; none of
 * a run that is held so. Runs that were hidden as it was asked are none of the choices.
 */
export function right({ kind, runs }: LiveAsk, ends: readonly End[], hidden: ReadonlySet<number> = NONE): Set<number> | null {
  if ((kind !== "first" && kind !== "ends") || ends.length !== runs) return null;
  const seen = ends.map((end, run) => ({ end, run })).filter(({ run }) => !hidden.has(run));
  if (kind === "ends") return new Set(seen.flatMap(({ end, run }) => (end.held_off ? [] : [run * ENDINGS.length + endingOf(end)])));
  const there = seen.map(({ end, run }) => ({ run, k: end.k, outcome: end.outcome, ending: endingOf(end) })).filter(({ ending }) => ENDINGS[ending]!.name === "bottom");
  const first = Math.min(...there.map(({ k }) => k));
  if (there.some(({ outcome }) => outcome === "hovering") || seen.some(({ end }) => end.held_off || (isRestlessAtBottom(end) && end.k <= first))) return null;
  return new Set(there.length === 0 ? [runs] : there.filter(({ k }) => k === first).map(({ run }) => run));
}
