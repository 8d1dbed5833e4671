// What the loss chart shows: the runs' losses by step. On a log axis it is the
// loss, or where losses can be negative the gap to the best known, L − L*. Where
// there is no lowest loss it is the loss itself on an axis with a sign, so that a
// fall below zero is seen as one. What explodes leaves by the border.

import { endingOf } from "../draw/endings.ts";
import { logTicks, powerText, tickStep, tickText, ticks } from "../draw/ticks.ts";
import type { ShownRun } from "../plane/trajectories.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { ROUNDING, shown, shownLoss } from "../words/numbers.ts";

/** Gaps this far under the largest say "there" and no more; L* is known to fewer digits. */
const DECADES = 10;
const GAP_DECADES = 6;
/** The part of the chart that is left for what is off it. */
const OFF = 0.18;
/** The part of a falling run's iterates that may lie below the chart. */
const DEEPEST = 0.02;
/** Losses up to this size are drawn on an even axis, in decades beyond it. */
const EVEN = 100;

/** How losses become heights. */
export interface LossAxis {
  /** A gap's decade, or the loss with its sign. */
  kind: "log" | "signed";
  /** What gaps count from. */
  floor: number;
  /** The heights of the bottom and the top. */
  range: [number, number];
  /** The heights beyond which a loss is off the chart; the border where there is none. */
  off: [number, number];
  /** Some gap is smaller than the axis shows. */
  below: boolean;
  /** Losses of a signed axis are even up to this size, then in decades; Infinity: all of it is even. */
  even: number;
}

/** Steps, then a column of heights for each run; null where there is nothing to draw. */
export type Columns = [number[], ...(number | null)[][]];

/** The axis that shows the losses of these runs. */
export function lossAxis(scenario: ScenarioMessage, runs: ShownRun[]): LossAxis {
  const gap = scenario.negative && scenario.best !== null && !scenario.surface.unbounded;
  return !gap && runs.some(fallsBelow) ? signedAxis(runs) : logAxis(floorOf(scenario, runs), runs);
}

/** Whether a run falls below 0 by more than a computed 0 may, beside the loss that it starts with. */
function fallsBelow({ trajectory: { loss, length } }: ShownRun): boolean {
  const nothing = ROUNDING * Math.abs(loss[0]!) || 0;
  return loss.subarray(0, length).some((value) => value < -nothing);
}

/** What losses count from: 0, or the lowest loss there is where losses can be negative. */
export function floorOf(scenario: Pick<ScenarioMessage, "negative" | "best">, runs: ShownRun[]): number {
  if (!scenario.negative) return 0;
  let floor = scenario.best ?? Infinity;
  for (const loss of losses(runs)) if (loss < floor) floor = loss;
  return Number.isFinite(floor) ? floor : 0;
}

/** Decades around all gaps that matter; an exploding run counts by its start alone, and leaves upwards. */
function logAxis(floor: number, runs: ShownRun[]): LossAxis {
  let [low, high] = [Infinity, 0];
  for (const run of runs) {
    const { loss, held, length } = run.trajectory;
    for (const column of [loss, held.subarray(0, length)]) {
      for (let k = 0; k < Math.min(length, column.length); k++) {
        const gap = column[k] - floor;
        if (!(gap > 0) || gap === Infinity) continue;
        if (gap > high && (k === 0 || !explodes(run))) high = gap;
        if (gap < low) low = gap;
      }
    }
  }
  if (high === 0) [low, high] = [0.1, 10];
  const shallowest = high * 10 ** -(floor === 0 ? DECADES : GAP_DECADES);
  const bottom = Math.floor(Math.log10(Math.max(low, shallowest)) + 1e-9);
  const full = Math.max(Math.log10(high) + 0.08, bottom + 1);
  const off = runs.some(explodes) ? full : Infinity;
  const top = off === full ? bottom + (full - bottom) / (1 - OFF) : full;
  const below = runs.some(({ trajectory: t }) => t.loss.subarray(0, t.length).some((loss) => loss - floor < 10 ** bottom * (1 - 1e-9)));
  return { kind: "log", floor, range: [bottom, top], off: [-Infinity, off], below, even: 0 };
}

/** The losses themselves, without the deepest part of a fall that never ends. */
function signedAxis(runs: ShownRun[]): LossAxis {
  const seen: number[] = [];
  for (const run of runs) {
    const { loss, length } = run.trajectory;
    for (let k = 0; k < length; k++) if (Number.isFinite(loss[k]) && (k === 0 || loss[k] <= loss[0] || !explodes(run))) seen.push(loss[k]);
  }
  seen.sort((a, b) => a - b);
  const [lowest, highest] = [seen[Math.floor(DEEPEST * seen.length)] ?? -1, seen.at(-1) ?? 1];
  const even = Math.max(Math.abs(lowest), Math.abs(highest)) <= EVEN ? Infinity : 1;
  const axis: LossAxis = { kind: "signed", floor: 0, range: [0, 1], off: [-Infinity, Infinity], below: false, even };
  const [bottom, top] = [height(axis, lowest)!, height(axis, highest)!];
  const span = top - bottom || 1;
  const deeper = (seen[0] ?? lowest) < lowest;
  axis.range = [bottom - (deeper ? (OFF * span) / (1 - OFF) : 0.05 * span), top + (runs.some(explodes) ? (OFF * span) / (1 - OFF) : 0.05 * span)];
  axis.off = [deeper ? bottom : -Infinity, runs.some(explodes) ? top : Infinity];
  return axis;
}

function explodes({ outcome }: ShownRun): boolean {
  return outcome !== null && endingOf(outcome.outcome).left;
}

/** The height of a loss on the axis; a gap at or under the bottom stands on it, so that a run that is done is still seen. Null for what is not finite. */
export function height({ kind, floor, range, even }: LossAxis, loss: number): number | null {
  if (!Number.isFinite(loss)) return null;
  if (kind === "log") return Math.max(Math.log10(Math.max(loss - floor, 0)), range[0]);
  return Number.isFinite(even) ? Math.sign(loss) * Math.log10(1 + Math.abs(loss) / even) : loss;
}

/** The columns to draw. */
export function columnsOf(runs: ShownRun[], axis: LossAxis): Columns {
  const longest = Math.max(1, ...runs.map((run) => run.trajectory.length));
  const steps = Array.from({ length: longest }, (_, k) => k);
  const columns = runs.map(({ trajectory: t }) => steps.map((k) => (k < t.length ? height(axis, t.loss[k]) : null)));
  return [steps, ...columns];
}

/** The held-out losses of networks, a column for each run; empty where the runs have none. */
export function heldColumns(runs: ShownRun[], axis: LossAxis): (number | null)[][] {
  if (!runs.some(({ trajectory }) => trajectory.held.length > 0)) return [];
  const longest = Math.max(1, ...runs.map((run) => run.trajectory.length));
  return runs.map(({ trajectory: t }) => Array.from({ length: longest }, (_, k) => (k < t.length ? height(axis, t.held[k]) : null)));
}

/** The step at which a run's held-out loss was lowest: where to stop was best; −1 where it has none. */
export function bestStop({ trajectory: { held, length } }: Pick<ShownRun, "trajectory">): number {
  let best = -1;
  for (let k = 0; k < Math.min(length, held.length); k++) if (Number.isFinite(held[k]) && (best < 0 || held[k] < held[best])) best = k;
  return best;
}

/** Round losses with their heights, about so many of them. */
export function axisTicks(axis: LossAxis, count: number): { at: number; text: string }[] {
  return axis.kind === "log" ? gapTicks(axis, count) : lossTicks(axis, count);
}

/** Where curves rest on the bottom, the bottom is a tick: it says "no more than this". */
function gapTicks({ range: [bottom, top], off, below }: LossAxis, count: number): { at: number; text: string }[] {
  const found = logTicks(10 ** bottom, 10 ** Math.min(top, off[1]), count).map(Math.log10);
  const apart = (top - bottom) / Math.max(2, 1.5 * count);
  const heights = below ? [bottom, ...found.filter((at) => at > bottom + apart)] : found;
  return heights.map((at) => ({ at, text: (below && at <= bottom ? "≤ " : "") + powerText(10 ** at) }));
}

function lossTicks(axis: LossAxis, count: number): { at: number; text: string }[] {
  const [low, high] = [Math.max(axis.range[0], axis.off[0]), Math.min(axis.range[1], axis.off[1])];
  if (!Number.isFinite(axis.even)) {
    const step = tickStep(high - low, count);
    return ticks(low, high, count).map((at) => ({ at, text: tickText(at, step) }));
  }
  const most = Math.ceil(Math.max(Math.abs(low), Math.abs(high)));
  const stride = Math.max(1, Math.ceil((high - low) / Math.max(1, count)));
  const powers = Array.from({ length: most + 1 }, (_, n) => n * stride).filter((n) => n <= most);
  const both = powers.flatMap((n) => [10 ** n, -(10 ** n)]).filter((loss) => Math.abs(loss) > 1);
  return [0, ...both]
    .map((loss) => ({ at: height(axis, loss)!, text: loss < 0 ? `−${powerText(-loss)}` : loss === 0 ? "0" : powerText(loss) }))
    .filter(({ at }) => at >= low && at <= high);
}

/** A run that is off the chart at its end: where it crosses the border, and what became of it. */
export interface Escape {
  run: number;
  /** The step, between two, at which the curve crosses. */
  crossing: number;
  up: boolean;
  /** The last step with a finite loss. */
  k: number;
  loss: number;
}

/** The runs that end off the chart. */
export function escapes(runs: ShownRun[], axis: LossAxis): Escape[] {
  return runs.flatMap((run, i) => escapeOf(run, i, axis) ?? []);
}

function escapeOf({ trajectory: { loss, length } }: ShownRun, run: number, axis: LossAxis): Escape | null {
  let k = length - 1;
  while (k > 0 && !Number.isFinite(loss[k])) k--;
  const end = k >= 0 ? height(axis, loss[k]) : null;
  if (end === null) return null;
  const [up, down] = [end > axis.off[1], end < axis.off[0]];
  if (!up && !down) return null;
  const border = up ? axis.range[1] : axis.range[0];
  const beyond = (j: number) => (up ? height(axis, loss[j])! >= border : height(axis, loss[j])! <= border);
  let first = k;
  while (first > 0 && beyond(first - 1)) first--;
  if (!beyond(k) || first === 0) return { run, crossing: k, up, k, loss: loss[k] };
  const [from, to] = [height(axis, loss[first - 1])!, height(axis, loss[first])!];
  return { run, crossing: first - 1 + (border - from) / (to - from), up, k, loss: loss[k] };
}

/** A loss that is off the chart: its power of ten, with as much of a factor as is needed. */
export function sizeText(loss: number): string {
  return Math.abs(loss) < 1e5 ? shownLoss(loss) : shown(loss, 1); // below as the row says it
}

function* losses(runs: ShownRun[]): Iterable<number> {
  for (const { trajectory: t } of runs) for (let k = 0; k < t.length; k++) yield t.loss[k];
}
