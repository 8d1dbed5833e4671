// The read-out at a point, as text, and where its card stands.

import type { LabelBox } from "./labels.ts";
import type { Size } from "../plane/view.ts";
import { withPower } from "../words/numbers.ts";
import type { Point, PointFacts, Surface } from "../wire/wire.ts";

/** Why there is no loss or no critical rate. */
export interface ReadoutWords {
  down: string;
  flat: string;
  nowhere: string;
}

/** The rows of the read-out. */
export interface ReadoutText {
  loss: string;
  gradient: string;
  slope: string;
  eigenvalues: string;
  critical: string;
}

/** The point, or one weight of so many, rounded to what a pixel can show, with two decimals at least. */
export function pointText([x, y]: Point, pixel: [number, number], dimension = 2): string {
  if (dimension === 1) return coordinate(x, pixel[0]);
  return `(${coordinate(x, pixel[0])}, ${coordinate(y, pixel[1])})`;
}

function coordinate(value: number, pixel: number): string {
  const places = Math.min(15, Math.max(2, Math.ceil(-Math.log10(pixel))));
  return minus(Math.abs(value) >= 1e5 ? withPower(value.toExponential(4)) : value.toFixed(places));
}

/** What a place of the plane is marked as. */
export type Mark = "saddle" | "level" | "global" | "found" | "local";

/** The pointer means a mark so near to it, in px. */
const NEAR = 12;
/** A place that is not moved onto a mark is the mark's no further off than this, in px. */
export const ON_MARK = 0.05;

/** The nearest mark that a place is about, and what it is: of one weight a place without slope is no saddle. pixel is how much of the plane a pixel is, each way; so many of them the mark is off at most. */
export function markAt({ minima, saddles, found, dimension }: Pick<Surface, "minima" | "saddles" | "found" | "dimension">, [x, y]: Point, pixel: [number, number], most = NEAR): { at: Point; mark: Mark } | null {
  const marks = [
    ...minima.map(({ at, global }) => ({ at, mark: (!global ? "local" : found ? "found" : "global") as Mark })),
    ...saddles.map((at) => ({ at, mark: (dimension === 1 ? "level" : "saddle") as Mark })),
  ];
  const off = (at: Point) => Math.hypot((at[0] - x) / pixel[0], dimension === 1 ? 0 : (at[1] - y) / pixel[1]);
  const [nearest] = marks.sort((a, b) => off(a.at) - off(b.at));
  if (!nearest || off(nearest.at) > most) return null;
  return dimension === 1 ? { ...nearest, at: [nearest.at[0], y] } : nearest;
}

/** What is known of a point, as the rows of the read-out. */
export function readoutText(facts: PointFacts, words: ReadoutWords): ReadoutText {
  const [gx, gy] = facts.gradient;
  const [largest = null, ...others] = facts.eigenvalues; // of one weight there is one
  const size = gx === null || gy === null ? null : Math.hypot(gx, gy);
  return {
    loss: facts.loss === null ? words.nowhere : steady(facts.loss),
    gradient: `(${steady(gx, 3)}, ${steady(gy, 3)})`,
    slope: steady(others.length === 0 ? gx : size),
    eigenvalues: [largest, ...others].map((value) => steady(value, 3)).join(", "),
    critical: facts.critical_rate === null ? reason(largest, words) : steady(facts.critical_rate),
  };
}

function reason(largest: number | null, words: ReadoutWords): string {
  if (largest === null) return "·";
  return largest < 0 ? words.down : words.flat;
}

/** A number with always so many significant digits, so that it does not jump under a moving pointer. */
export function steady(value: number | null, digits = 4): string {
  if (value === null || !Number.isFinite(value)) return "·";
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return minus(withPower(value.toExponential(Math.min(2, digits - 1))));
  const text = value.toPrecision(digits);
  return minus(text.includes("e") ? String(Number(text)) : text);
}

function minus(text: string): string {
  return text.replace(/-/g, "−");
}

/** On which side of the pointer the card stands: 1 is right or below. */
export type Side = [x: 1 | -1, y: 1 | -1];

/** Between the pointer and the card, in px. */
const GAP = 18;
const EDGE = 6;

/**
 * Where the card stands beside a pointer in a room, all in px: on the side where
 * it stood, unless the arrow points there or it does not fit; then on another.
 * Where it fits on no side it lies along the edge that is farther away.
 */
export function placeCard(at: [number, number], card: Size, room: Size, side: Side, arrow: [number, number] | null): { place: LabelBox; side: Side } {
  for (const tried of sides(side, arrow)) {
    const place = beside(at, card, tried);
    if (inRoom(place, room)) return { place, side: tried };
  }
  return { place: along(at, card, room), side };
}

/** Where the card lies while the point is moved by keys: in a corner, away from the point and the buttons, so that it covers no runs. */
export function cornerCard([x, y]: [number, number], { width, height }: Size, room: Size): LabelBox {
  const [right, bottom] = [room.width - width - EDGE, room.height - height - EDGE];
  const corners: [number, number][] = [[right, bottom], [EDGE, bottom], [EDGE, EDGE]];
  const away = ([left, top]: [number, number]) => Math.hypot(left + width / 2 - x, top + height / 2 - y);
  const [left, top] = corners.reduce((best, corner) => (away(corner) > away(best) + 1 ? corner : best));
  return { x: Math.max(EDGE, left), y: Math.max(EDGE, top), width, height };
}

/** The sides to try, the best first. */
function sides([sx, sy]: Side, arrow: [number, number] | null): Side[] {
  const all: Side[] = [[sx, sy], [-sx as 1 | -1, sy], [sx, -sy as 1 | -1], [-sx as 1 | -1, -sy as 1 | -1]];
  if (!arrow) return all;
  const under = ([x, y]: Side) => (x * arrow[0] > 0 && y * arrow[1] > 0 ? 1 : 0);
  return all.sort((a, b) => under(a) - under(b));
}

function beside([x, y]: [number, number], { width, height }: Size, [sx, sy]: Side): LabelBox {
  return { x: sx > 0 ? x + GAP : x - GAP - width, y: sy > 0 ? y + GAP : y - GAP - height, width, height };
}

function inRoom(p: LabelBox, room: Size): boolean {
  return p.x >= EDGE && p.y >= EDGE && p.x + p.width <= room.width - EDGE && p.y + p.height <= room.height - EDGE;
}

function along([x, y]: [number, number], { width, height }: Size, room: Size): LabelBox {
  const top = y > room.height / 2;
  const left = Math.min(Math.max(x - width / 2, EDGE), Math.max(EDGE, room.width - width - EDGE));
  return { x: left, y: top ? EDGE : Math.max(EDGE, room.height - height - EDGE), width, height };
}
