// The loss on each heavier contour, along the line, upright, where it is straight,
// nothing else is written and no run passes.

import type { Theme } from "../draw/colors.ts";
import type { LabelBox, Labels } from "../draw/labels.ts";
import { haloText } from "../draw/canvas.ts";
import { levelText } from "../draw/ticks.ts";
import { isRing } from "../plane/outlines.ts";
import type { GroundLine } from "./ground.ts";

/** A ring shorter than so many px has no room for a number. */
const SHORTEST = 170;
/** Places along a ring are tried so far apart in px, and at most so many. */
const [STEP, TRIES] = [10, 160];
/** Two numbers of one level are at least so far from each other, in px. */
const APART = 420;
/** On a line that is more bent than this a number would lie beside it. */
const MOST_BENT = 0.06;

interface Spot {
  x: number;
  y: number;
  angle: number;
  /** How much shorter the straight way is than the line, as a part of it. */
  bent: number;
}

/** The number of a contour, and where it is written. */
export interface LevelName {
  text: string;
  spot: Spot;
  place: LabelBox;
}

/**
 * Where the losses of the heavier lines are written, at most two a line, where labels leaves room.
 * A run's line strikes a number out: such a place is taken only where a level has no other.
 */
export function placeLevels(pen: CanvasRenderingContext2D, lines: readonly GroundLine[], matrix: DOMMatrix, theme: Theme, labels: Labels, crossed: (place: LabelBox) => boolean): LevelName[] {
  const size = 12 * theme.scale;
  pen.font = fontOf(theme);
  return lines.filter(({ index }) => index).flatMap(({ level, lines }) => {
    const text = levelText(level);
    const wide = pen.measureText(text).width;
    const spots = lines.flatMap((line) => spotsOf(line.map((point) => onMap(point, matrix)), wide + size)).filter(({ bent }) => bent <= MOST_BENT);
    const names: LevelName[] = [];
    const put = (spot: Spot, most: number, fits: (place: LabelBox) => boolean) => {
      if (names.length >= most || names.some((other) => Math.hypot(other.spot.x - spot.x, other.spot.y - spot.y) < APART * theme.scale)) return;
      const place = room(spot, wide, size);
      if (fits(place) && labels.put([place])) names.push({ text, spot, place });
    };
    for (const spot of spots) put(spot, 2, (place) => !crossed(place));
    for (const spot of spots) put(spot, 1, () => true);
    return names;
  });
}

/** Writes the numbers of contours. */
export function writeLevels(pen: CanvasRenderingContext2D, names: readonly LevelName[], theme: Theme): void {
  pen.font = fontOf(theme);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  for (const { text, spot } of names) write(pen, text, spot, theme);
}

function fontOf(theme: Theme): string {
  return `500 ${12 * theme.scale}px ${theme.font}`;
}

function onMap([x = 0, y = 0]: number[], { a, d, e, f }: DOMMatrix): [number, number] {
  return [a * x + e, d * y + f];
}

function write(pen: CanvasRenderingContext2D, text: string, { x, y, angle }: Spot, theme: Theme): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  haloText(pen, text, 0, 0, theme.text, theme.halo);
  pen.restore();
}

/** The upright box around a text that stands at an angle, with some room. */
function room({ x, y, angle }: Spot, wide: number, high: number) {
  const [c, s] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  const [width, height] = [c * wide + s * high + 6, s * wide + c * high + 6];
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Places along a line or ring for a text so long, the straightest first. */
export function spotsOf(line: [number, number][], long: number): Spot[] {
  const along = lengths(line);
  const whole = along.at(-1) ?? 0;
  if (whole < Math.max(SHORTEST, 2 * long)) return [];
  const spots: Spot[] = [];
  const tries = Math.min(TRIES, Math.ceil(whole / STEP));
  const end = isRing(line) ? 0 : long / 2;
  for (let i = 0; i < tries; i++) {
    const middle = end + ((whole - 2 * end) * (i + 0.5)) / tries;
    const [x0, y0] = pointAt(line, along, middle - long / 2);
    const [x1, y1] = pointAt(line, along, middle + long / 2);
    const [x, y] = pointAt(line, along, middle);
    const [dx, dy] = x1 < x0 ? [x0 - x1, y0 - y1] : [x1 - x0, y1 - y0];
    spots.push({ x, y, angle: Math.atan2(dy, dx), bent: 1 - Math.hypot(dx, dy) / long });
  }
  return spots.sort((a, b) => a.bent + lean(a) - b.bent - lean(b));
}

/** A number that lies flat is read most easily. */
function lean({ angle }: Spot): number {
  return 0.02 * Math.abs(Math.sin(angle));
}

/** How long the ring is up to each of its points. */
function lengths(ring: [number, number][]): number[] {
  let sum = 0;
  return ring.map(([x, y], i) => {
    const [px, py] = ring[Math.max(0, i - 1)]!;
    return (sum += Math.hypot(x - px, y - py));
  });
}

/** The point of a ring so far along it; beyond its ends it goes round. */
function pointAt(ring: [number, number][], along: number[], at: number): [number, number] {
  const whole = along.at(-1) ?? 0;
  const wanted = ((at % whole) + whole) % whole;
  let [low, high] = [0, along.length - 1];
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if (along[mid]! <= wanted) low = mid;
    else high = mid;
  }
  const part = along[high]! > along[low]! ? (wanted - along[low]!) / (along[high]! - along[low]!) : 0;
  const [[x0, y0], [x1, y1]] = [ring[low]!, ring[high]!];
  return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
}
