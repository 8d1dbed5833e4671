// The loss along the line of an update, as the server sent it. Its unit is the
// multiple of the update: 0 is where it starts, 1 where it lands.

import type { CutAnswer } from "../wire/wire.ts";

/** What of an answer the curve is made of. */
export type Line = Pick<CutAnswer, "loss" | "landing" | "from" | "to" | "losses" | "slope" | "curvature" | "vertex" | "shown">;

/** The loss at a multiple of the update, between the losses that are known; null where there is none. */
export function lossAt({ loss, landing, from, to, losses }: Line, t: number): number | null {
  if (t === 0) return loss;
  if (t === 1) return landing;
  const place = ((t - from) / (to - from)) * (losses.length - 1);
  const i = Math.min(Math.floor(place), losses.length - 2);
  const [a, b] = [losses[i], losses[i + 1]];
  if (!(place >= 0) || t > to || a === null || a === undefined || b === null || b === undefined) return null;
  return a + (b - a) * (place - i);
}

/** The multiple that loss i of those sent is at. */
export function multipleOf({ from, to, losses }: Line, i: number): number {
  return from + ((to - from) * i) / (losses.length - 1);
}

/** The height of the parabola that has the line's slope and curvature at its start. */
export function parabolaAt({ loss, slope, curvature }: Line, t: number): number {
  return loss + (slope ?? NaN) * t + ((curvature ?? NaN) * t * t) / 2;
}

/** What the chart shows: multiples of the update, and losses. */
export interface Frame {
  x: [from: number, to: number];
  y: [low: number, high: number];
}

/** The part of the chart that is left beside what must be seen. */
const MARGIN = 0.12;
/** What rises above the start is shown up to so many times what can be gained below it. */
const HIGHEST = 3;
/** So much is always shown above the start. */
const LEAST = 0.7;

/** The frame that shows a line, and the landing of a ghost where there is one. */
export function frameOf(line: Line, ghost: number | null): Frame {
  const [from, to] = line.shown;
  const far = ghost ?? 1;
  const x: [number, number] = [from, Math.max(to, far + 0.12 * (far - from))];
  return { x, y: heights(line, x, far) };
}

/** The losses to be shown: the start, the landings, the lowest of the curve, and as much above as can be gained. */
function heights(line: Line, x: [number, number], far: number): [number, number] {
  const { loss, landing, vertex } = line;
  const ends = [landing, lossAt(line, far)].filter((value) => value !== null);
  const lowest = vertex !== null && vertex > x[0] && vertex < x[1] ? [parabolaAt(line, vertex)] : [];
  const low = Math.min(loss, ...ends, ...lowest, lowestOf(line, [x[0], Math.max(line.shown[1], far)]));
  const gain = loss - low;
  const wanted = Math.max(loss + LEAST * gain, ...ends);
  const most = gain > 0 ? loss + HIGHEST * gain : wanted;
  const high = Math.min(wanted, most);
  return padded(low, high > low ? high : loss, loss);
}

/** The lowest of the curve between two multiples. */
function lowestOf(line: Line, [from, to]: [number, number]): number {
  let lowest = Infinity;
  line.losses.forEach((value, i) => {
    const t = multipleOf(line, i);
    if (value !== null && t >= from && t <= to && value < lowest) lowest = value;
  });
  return lowest;
}

function padded(low: number, high: number, loss: number): [number, number] {
  const least = Math.max(1e-12 * Math.abs(loss), 1e-300);
  const span = Math.max(high - low, least);
  return [low - MARGIN * span, low + span + MARGIN * span];
}

/** A factor at another rate, a multiple of the rate in effect, between those that the server sent. */
export function factorAt(along: readonly (number | null)[], to: number, t: number): number | null {
  const place = (t / to) * (along.length - 1);
  const i = Math.min(Math.floor(place), along.length - 2);
  const [a, b] = [along[i], along[i + 1]];
  if (!(place >= 0) || t > to || a === null || a === undefined || b === null || b === undefined) return null;
  return a + (b - a) * (place - i);
}

/** The multiples that are asked for anew where a ghost has left those that are known; null where it has not. */
export function widerFor({ from, to }: Pick<Line, "from" | "to">, ghost: number | null): [number, number] | null {
  if (ghost === null || frameEnd(from, ghost) <= to) return null;
  return [from, 2.5 * ghost];
}

function frameEnd(from: number, ghost: number): number {
  return ghost + 0.12 * (ghost - from);
}
