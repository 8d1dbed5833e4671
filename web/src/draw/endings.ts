// Every outcome in a word and a colour: the one table that says what a rate does.
import type { OutcomeKind, Reason } from "../wire/wire.ts";
import type { Band } from "./colors.ts";

/** How a run that ends so is named and coloured on the ruler. */
export interface Ending {
  /** The message ruler.word.<word> names it. */
  word: string;
  band: Band;
  /** It left, or the loss ended: its silhouette is full. */
  left: boolean;
}

const end = (word: string, band: Band, left = false): Ending => ({ word, band, left });

const ENDINGS: Record<OutcomeKind, Ending> = {
  crawling: end("crawls", "crawl"),
  "stuck-local": end("stuck", "stuck"),
  "stuck-saddle": end("saddle", "stuck"),
  flat: end("flat", "stuck"),
  converged: end("converges", "good"),
  learned: end("learns", "good"),
  stuck: end("stuck", "stuck"),
  hovering: end("hovers", "good"),
  "slow-zigzag": end("zigzags", "good"),
  "escaped-unbounded": end("escapes", "good"), // down a surface without a bottom: as it should
  oscillating: end("bounces", "high"),
  bouncing: end("bounces", "high"),
  leaving: end("unsettles", "high"),
  wandering: end("wanders", "high"),
  thrown: end("thrown", "high"),
  diverged: end("leaves", "far", true),
  "left-domain": end("undefined", "far", true),
};

/** The most updates that a run makes without doing anything again and again (train/judge/reason.go). */
export const FEW = 2;
/** The outcomes that say what a run does again and again. */
const REPEATED = new Set<OutcomeKind>(["crawling", "hovering", "slow-zigzag", "oscillating", "bouncing", "leaving", "wandering"]);
const UNDERWAY = end("underway", "crawl");

/** The outcomes whose kind alone would say what the run did not do, by what is told of it. */
const OTHERWISE: Partial<Record<OutcomeKind, Partial<Record<Reason, Ending>>>> = {
  converged: { "held-off": end("settles", "good") },
  "stuck-local": { "held-off": end("settles", "stuck") },
  thrown: { strayed: end("strays", "high") },
  crawling: { "not-below": UNDERWAY, rolling: UNDERWAY, "not-falling": end("halts", "stuck") },
  oscillating: { "above-start": end("overshoots", "high"), falling: end("crawls", "crawl") },
};

/** Those that are said otherwise of a network, which has no place on a map and may learn nothing. */
const DIVERGES = end("diverges", "far", true);
const GUESSES = end("guesses", "stuck");

/** Every outcome's message on the ruler, for the test of its words. */
export const WORDS = [...new Set([...Object.values(ENDINGS), ...Object.values(OTHERWISE).flatMap((endings) => Object.values(endings)), UNDERWAY, DIVERGES, GUESSES].map(({ word }) => word))];

/** What else is known of an outcome. */
export interface Known {
  /** The minimum it is about is the lowest; true where it is about none. */
  global?: boolean | undefined;
  /** The run made so few steps that it does nothing again and again. */
  few?: boolean | undefined;
  /** It is a network's. */
  network?: boolean | undefined;
  /** It is no better than guessing. */
  guess?: boolean | undefined;
  /** What its kind alone would say wrongly, as the row tells it. */
  caveat?: Reason | undefined;
}

/** What an outcome is on the ruler; a run that hovers over a lesser minimum is stuck there, and one of few steps does nothing yet. */
export function endingOf(outcome: OutcomeKind, { global = true, few, network, guess, caveat }: Known = {}): Ending {
  if (few && REPEATED.has(outcome)) return UNDERWAY;
  if (network && outcome === "diverged") return DIVERGES;
  if (guess && outcome === "learned") return GUESSES;
  const ending = (caveat ? OTHERWISE[outcome]?.[caveat] : undefined) ?? ENDINGS[outcome];
  return outcome === "hovering" && !global ? ENDINGS["stuck-local"] : ending;
}
