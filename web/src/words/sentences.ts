// How a run ended, as a sentence. The wire carries outcomes as data; this is
// the one place where they become words.
import type { OutcomeKind, OutcomeMessage, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { shownBound, shownCoordinate, shownLoss, shownRate } from "./numbers.ts";
import { optimizerName } from "./names.ts";
import { t, type Values } from "./words.ts";

/** A sentence in two parts: what happened, in bold, and what is known of it. */
export interface Sentence {
  lead: string;
  rest: string;
}

/** What a sentence needs to know of the scenario. */
export interface Circumstances {
  best: number | null;
  /** Minima were searched for rather than given. */
  found: boolean;
  valley: boolean;
  /** How many minima the surface has, as far as is known. */
  minima: number;
  /** The run's learning rate. */
  lr: number;
  /** The search for minima ended before it had looked everywhere. */
  part?: boolean;
  /** The role that no rate of the run's optimizer ends as, if this run is to tell. */
  lacks?: string;
  optimizer?: string;
}

export function circumstances(scenario: ScenarioMessage, run: number): Circumstances {
  const { surface, best } = scenario;
  const info = scenario.runs[run];
  return {
    best, found: Boolean(surface.found) || best === null, valley: Boolean(surface.valley), minima: surface.minima.length, lr: info?.lr ?? NaN,
    part: surface.searched === "part", lacks: info ? lackOf(scenario, info) : "", optimizer: info ? optimizerName(info.optimizer) : "",
  };
}

/** The role without a rate that a run is to tell of: its own, or on the good run that of a run that is not there. */
function lackOf(scenario: ScenarioMessage, info: RunInfo): string {
  const missing = (role: string) => scenario.runs.every((run) => run.role !== role);
  const role = (scenario.lacks ?? []).find((lacking) => lacking === info.role || (info.role === "good" && missing(lacking))) ?? "";
  return role === "good" && scenario.best === null ? "minimum" : role;
}

/** The sentence for an outcome. What it says of a step is what was there at that step. */
export function sentence(outcome: OutcomeMessage, about: Circumstances): Sentence {
  const arrived = ARRIVED.has(outcome.outcome);
  const values = {
    n: arrived ? outcome.k : outcome.last,
    loss: shownLoss(arrived ? outcome.k_loss : outcome.loss),
    best: shownLoss(about.best),
    limit: limitText(outcome),
    radius: shownBound(outcome.radius),
    gap: shownBound(outcome.gap),
    x: shownCoordinate(outcome.where?.[0] ?? NaN),
    y: shownCoordinate(outcome.where?.[1] ?? NaN),
  };
  return split(t(key(outcome, about), values) + reason(outcome, about, values) + events(outcome) + lack(outcome, about));
}

/** The outcomes whose sentence names the step k; the others name the run's last. */
const ARRIVED = new Set<OutcomeKind>(["converged", "learned", "stuck-local", "bouncing", "leaving", "left-domain", "diverged", "escaped-unbounded"]);

function key(outcome: OutcomeMessage, about: Circumstances): string {
  const base = `outcome.${outcome.outcome}`;
  switch (outcome.outcome) {
    case "converged":
    case "bouncing":
    case "leaving":
    case "hovering":
      return base + place(outcome, about);
    case "stuck-local":
      if (outcome.settled) return base + ".settled";
      return about.found ? base + ".known" : base;
    case "crawling":
      if (outcome.vanishing) return base + ".vanishing";
      return about.best !== null && !about.found ? base + ".best" : base;
    case "oscillating":
      return aboveLimit(outcome, about) ? base + ".limit" : base;
    case "left-domain":
      return outcome.slopeless ? base + ".slopeless" : base;
    case "diverged": // the limit is then the flattest minimum's
      if (outcome.overflow) return base + ".overflow";
      if (outcome.k_loss === null) return base + ".undefined";
      if (!aboveLimit(outcome, about)) return base;
      return base + (about.minima > 1 ? ".limit-all" : ".limit");
    default:
      return base;
  }
}

/** Which minimum an outcome is about. */
function place(outcome: OutcomeMessage, about: Circumstances): string {
  if (outcome.settled) return ".settled";
  if (about.valley) return ".valley";
  if (!outcome.global) return ".local";
  if (about.part && outcome.outcome === "converged") return ".part";
  return about.found ? ".known" : ".global";
}

/** That no rate ends as it is called; a flat ground has said enough. */
function lack(outcome: OutcomeMessage, { lacks, optimizer }: Circumstances): string {
  return lacks && outcome.outcome !== "flat" ? t(`outcome.lacks.${lacks}`, { optimizer: optimizer ?? "" }) : "";
}

/** Why a run that is at a minimum does not come to rest there, where that is known. */
function reason(outcome: OutcomeMessage, about: Circumstances, values: Values): string {
  if (outcome.outcome !== "bouncing" && outcome.outcome !== "leaving") return "";
  if (outcome.kink) return t("outcome.reason.kink");
  return aboveLimit(outcome, about) ? t("outcome.reason.limit", values) : "";
}

/** Only a rate that is above its limit overshoots because of it. */
function aboveLimit(outcome: OutcomeMessage, about: Circumstances): boolean {
  return outcome.limit !== null && about.lr > outcome.limit;
}

/** Plain descent's limit is named 2/λ; another rule's is only called its own. */
export function isTwoOverLambda(outcome: Pick<OutcomeMessage, "limit" | "limit_lambda">): boolean {
  const { limit, limit_lambda: lambda } = outcome;
  return limit !== null && lambda !== null && Math.abs(limit * lambda - 2) < 1e-6;
}

function limitText(outcome: OutcomeMessage): string {
  if (outcome.limit === null) return "";
  const name = isTwoOverLambda(outcome) ? "limit.two-over-lambda" : "limit.own";
  return t(name, { limit: shownRate(outcome.limit) });
}

/** A long stay at a saddle is worth telling; a short one is on the map. */
const worthTelling = 10;

function events(outcome: OutcomeMessage): string {
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
