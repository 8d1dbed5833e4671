// How a run ended, as a sentence. The wire carries outcomes as data; this is
// the one place where they become words.
import type { OutcomeKind, OutcomeMessage, Reason, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { moreDigits, shownBound, shownCoordinate, shownLoss, shownRate } from "./numbers.ts";
import { optimizerName } from "./names.ts";
import { has, t, type Values } from "./words.ts";

/** A sentence in two parts: what happened, in bold, and what is known of it. */
export interface Sentence {
  lead: string;
  rest: string;
}

/** What a sentence says of the run beside its outcome. */
export interface Circumstances extends Pick<RunInfo, "lacks" | "optimizer"> {
  /** It trained a network: what is drawn is a slice, where nothing is left or arrived at. */
  network?: boolean;
  /** It fits a curve: there are no classes to guess. */
  curve?: boolean;
  /** It is told beside other members of an ensemble, one of which may have come lower. */
  ensemble?: boolean;
  /** How many weights the loss has; 2 where it is not told. */
  dimension?: number;
  /** The run's rate, which its row tells beside the sentence. */
  lr?: number;
}

/** What is known of a run's scenario when its outcome is told. */
export function circumstances(scenario: ScenarioMessage, run: number): Circumstances {
  const { lacks, optimizer, lr } = scenario.runs[run] ?? { lacks: "", optimizer: "", lr: NaN };
  const { network, dimension } = scenario.surface;
  return { lacks, optimizer, lr, network: scenario.training !== undefined, curve: network?.units[0] === 1, dimension, ensemble: scenario.seeds + scenario.starts > 0 };
}

/** The sentence for an outcome. What it says of a step is what was there at that step. */
export function sentence(outcome: OutcomeMessage, about: Circumstances): Sentence {
  // What has made few steps, or is no better than guessing in the end, has arrived at nothing.
  const arrived = ARRIVED.has(outcome.outcome) && outcome.reason !== "few" && !outcome.guess;
  const loss = arrived ? outcome.k_loss : outcome.loss;
  const { best, target_loss: target } = outcome;
  const message = key(outcome, about);
  const more = moreDigits(best, compared(message, loss, target), shownLoss);
  const values = {
    n: arrived ? outcome.k : outcome.last,
    loss: shownLoss(loss, more),
    best: shownLoss(best, more),
    target: shownLoss(target, more),
    limit: limitText(outcome, about),
    radius: shownBound(outcome.radius),
    gap: shownBound(outcome.gap),
    x: shownCoordinate(outcome.where?.[0] ?? NaN),
    y: shownCoordinate(outcome.where?.[1] ?? NaN),
  };
  return split(t(keyOn(message, about), values) + reason(outcome, values) + guess(outcome, about) + events(outcome) + lack(outcome, about));
}

/** The loss that a message says is another one than the best. */
function compared(key: string, loss: number | null, target: number | null): (number | null)[] {
  if (/^outcome\.stuck-local(\.known)?$/.test(key)) return [target];
  return /^outcome\.(stuck-local\.settled|crawling\.best|few\.best|net\.learned)$/.test(key) ? [loss] : [];
}

/** Its words come after the first picture, before an ensemble does. */
const FIRST = "run.first";

/** What is told of a run; where the scenario has an ensemble, that it is told of its first member alone. */
export function ofFirst({ seeds, starts }: Pick<ScenarioMessage, "seeds" | "starts">, { lead, rest }: Sentence): Sentence {
  const n = seeds + starts;
  return n > 0 && has(FIRST) ? split(t(FIRST, { n, said: lead + rest })) : { lead, rest };
}

/** The message of a key; of one weight, which has no map and no valley, its own where there is one. */
function keyOn(key: string, { dimension }: Circumstances): string {
  const own = `curve.${key}`;
  return dimension === 1 && (has(own) || has(`${own}.other`)) ? own : key;
}

/** The outcomes whose sentence names the step k; the others name the run's last. */
const ARRIVED = new Set<OutcomeKind>(["converged", "learned", "stuck-local", "bouncing", "leaving", "left-domain", "diverged", "escaped-unbounded"]);

/** The outcomes that are said otherwise of a network. */
const OF_NETWORKS = new Set<OutcomeKind>(["diverged", "crawling", "learned", "stuck", "oscillating"]);

/** The reasons that have a sentence of their own where it is a network's. */
const TOLD_OF_NETWORKS = new Set<Reason>(["none-lower", "not-falling", "not-below", "above-start"]);

/** The reasons that have a sentence of their own, by outcome. */
const TOLD: Partial<Record<OutcomeKind, Reason[]>> = {
  crawling: ["vanishing", "not-below", "rolling"],
  "stuck-saddle": ["slope"],
  thrown: ["strayed", "down"],
  oscillating: ["limit"],
  "left-domain": ["slopeless"],
  diverged: ["limit", "limit-few", "limit-all", "overflow", "undefined", "downhill", "bottomless"],
};

function key({ outcome, place, reason, best, overflow, guess, events }: OutcomeMessage, { network, ensemble }: Circumstances): string {
  if (network && OF_NETWORKS.has(outcome) && !overflow && !(reason === "few" && outcome === "oscillating")) {
    if (outcome === "learned" && guess) return ensemble ? "outcome.net.lowest-seed" : "outcome.net.lowest";
    if (outcome === "learned") return events.length > 0 || ensemble ? "outcome.net.learned.brief" : "outcome.net.learned";
    if (reason === "falling") return "outcome.net.crawling"; // it trembles, but it learns
    return `outcome.net.${outcome}${TOLD_OF_NETWORKS.has(reason) ? `.${reason}` : ""}`;
  }
  if (reason === "few") return best === null ? "outcome.few" : "outcome.few.best";
  const base = `outcome.${outcome}`;
  if (outcome === "stuck-local") return base + (place === "local" || place === "" ? "" : place === "local-known" ? ".known" : `.${place}`);
  if (place !== "") return `${base}.${place}`;
  if (TOLD[outcome]?.includes(reason)) return `${base}.${reason}`;
  return outcome === "crawling" && best !== null ? `${base}.best` : base;
}

/** That no rate ends as it is called; a flat ground has said enough. */
function lack(outcome: OutcomeMessage, { lacks, optimizer }: Circumstances): string {
  return lacks && outcome.outcome !== "flat" ? t(`outcome.lacks.${lacks}`, { optimizer: optimizerName(optimizer) }) : "";
}

/** The outcomes of networks that need to be told what they are worth. */
const WORTH = new Set<OutcomeKind>(["learned", "stuck", "crawling"]);

/** How much a network is better than one answer for every point, where that is little. */
function guess({ guess, outcome, reason }: OutcomeMessage, { curve }: Circumstances): string {
  return guess && WORTH.has(outcome) && reason !== "none-lower" ? t(`outcome.net.guess.${guess}${curve ? ".curve" : ""}`) : "";
}

/** Why a run that is at a minimum does not come to rest there, where that is known. */
function reason({ place, reason }: OutcomeMessage, values: Values): string {
  return place !== "" && (reason === "kink" || reason === "limit") ? t(`outcome.reason.${reason}`, values) : "";
}

/** Plain descent's limit is named 2/λ; another rule's is only called its own. */
export function isTwoOverLambda(outcome: Pick<OutcomeMessage, "limit" | "limit_lambda">): boolean {
  const { limit, limit_lambda: lambda } = outcome;
  return limit !== null && lambda !== null && Math.abs(limit * lambda - 2) < 1e-6;
}

/** The limit that a rate is above. */
function limitText(outcome: OutcomeMessage, { lr = NaN }: Circumstances): string {
  const { limit } = outcome;
  if (limit === null) return "";
  const name = isTwoOverLambda(outcome) ? "limit.two-over-lambda" : "limit.own";
  return t(name, { limit: shownRate(limit, moreDigits(limit, [lr], shownRate)) });
}

/** A stay at a saddle of so many steps is mentioned; a shorter one is seen on the map. */
const worthTelling = 10;

function events(outcome: OutcomeMessage): string {
  if (outcome.guess) return ""; // what is no better than guessing has learned nothing by heart
  for (const event of outcome.events) {
    if (event.event === "overfitting" && event.from !== undefined) return t("outcome.event.overfitting", { from: event.from });
    const [entered, left] = [Number(event.entered), Number(event.left)];
    if (event.event === "saddle-escape" && left - entered >= worthTelling) return t("outcome.event.saddle-escape", { entered, left });
  }
  return "";
}

/** Splits "*Diverged*: left the map" into its bold lead and the rest. */
export function split(text: string): Sentence {
  const match = /^\*([^*]+)\*(.*)$/s.exec(text);
  return match ? { lead: match[1] ?? "", rest: match[2] ?? "" } : { lead: text, rest: "" };
}
