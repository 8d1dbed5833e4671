// The marks over the loss chart's curves: where a run is, where it left the chart, where
// its held-out loss was lowest.
import { addArrowHead } from "../draw/arrows.ts";
import { haloText } from "../draw/canvas.ts";
import { type Theme, runColor, runShape } from "../draw/colors.ts";
import { addShape } from "../draw/shapes.ts";
import { type Escape, sizeText } from "./chart-data.ts";

/** A rectangle in CSS pixels of the chart. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** What marks are drawn with, and where the curves are. */
export interface Marks {
  pen: CanvasRenderingContext2D;
  theme: Theme;
  area: Area;
  /** How many steps of the curves a part of the area lies on. */
  steps(part: Area): number;
  /** Where something is written. */
  texts: Area[];
}

/** A line across the chart at a step, which is at x. */
export function paintStep({ pen, theme, area }: Marks, x: number, ink: string, dash: number[]): void {
  pen.strokeStyle = ink;
  pen.lineWidth = 1.6 * theme.scale;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(x, area.top);
  pen.lineTo(x, area.top + area.height);
  pen.stroke();
  pen.setLineDash([]);
}

/** Where a run is. */
export function paintPoint({ pen, theme }: Marks, run: number, [x, y]: [number, number]): void {
  pen.beginPath();
  addShape(pen, runShape(theme, run), x, y, 4 * theme.scale);
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 3 * theme.scale;
  pen.stroke();
  pen.fillStyle = runColor(theme, run);
  pen.fill();
}

/** What left the chart, each where place has it: an arrow on the border, and how far it got, in the run's colour. */
export function paintLeft(marks: Marks, escapes: readonly Escape[], place: (escape: Escape) => [number, number], words: (loss: string, k: number) => string): void {
  const { pen, theme } = marks;
  for (const escape of escapes) {
    const { run, up, k, loss } = escape;
    const [x, y] = place(escape);
    pen.beginPath();
    addArrowHead(pen, x, y, up ? -Math.PI / 2 : Math.PI / 2, 9 * theme.scale);
    pen.fillStyle = runColor(theme, run);
    pen.fill();
    writeBeside(marks, x, up ? y + 7 * theme.scale : y - 7 * theme.scale, words(sizeText(loss), k), run);
  }
}

/** Where a run's held-out loss was lowest: a ring, and where learned is given a line to another at the height of the training loss there, with a text beside it. */
export function paintStop(marks: Marks, run: number, [x, y]: [number, number], learned: number | null, text: string): void {
  if (learned !== null) paintFall(marks, run, [x, y], learned);
  paintRing(marks, run, [x, y], 5);
  writeBeside(marks, x, y - 11 * marks.theme.scale, text, run);
}

/** A line from the held-out loss to the training loss of the same step, and a ring there, if the chart goes so far. */
function paintFall(marks: Marks, run: number, [x, y]: [number, number], to: number): void {
  const { pen, theme, area } = marks;
  const end = Math.min(area.top + area.height, Math.max(area.top, to));
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x, end);
  pen.lineWidth = 1.5 * theme.scale;
  pen.strokeStyle = runColor(theme, run);
  pen.stroke();
  if (end === to) paintRing(marks, run, [x, to], 3.5);
}

function paintRing({ pen, theme }: Marks, run: number, [x, y]: [number, number], radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius * theme.scale, 0, 2 * Math.PI);
  pen.fillStyle = theme.paper;
  pen.fill();
  pen.lineWidth = 2.2 * theme.scale;
  pen.strokeStyle = runColor(theme, run);
  pen.stroke();
}

/** A text is moved up or down by at most so many lines to lie on less of the curves: further away it seems to be of something else. */
const LINES = 2;
/** A line further away has to spare so many steps of a curve. */
const SPARED = 5;

/** Text in a run's colour beside a place, on no other text and where it lies on least of the curves; first to the right of it, or to the left where there is no room; within the curves' area, whose numbers stand beside it. */
function writeBeside(marks: Marks, x: number, y: number, text: string, run: number): void {
  const { pen, theme, area, texts } = marks;
  const [gap, half] = [8 * theme.scale, 7 * theme.scale];
  const wide = pen.measureText(text).width;
  const [last, lowest] = [area.left + area.width - wide, area.top + area.height - half];
  const within = (from: number, line: number): Area => ({ left: Math.max(area.left, Math.min(from, last)), top: Math.max(area.top + half, Math.min(line, lowest)) - half, width: wide, height: 2 * half });
  const right = x + gap <= last;
  const lines = Array.from({ length: 2 * LINES + 1 }, (_, i) => (i % 2 ? -1 : 1) * Math.ceil(i / 2));
  const places = lines.flatMap((line) => [right ? x + gap : x - gap - wide, x - gap - wide].map((from) => ({ line, place: within(from, y + line * 2 * half) })));
  let [best, least] = [places[0]!.place, Infinity];
  for (const { line, place } of places) {
    const cost = texts.some((other) => meet(place, other)) ? 1e6 : marks.steps(place) + SPARED * Math.abs(line);
    if (cost < least) [best, least] = [place, cost];
  }
  texts.push(best);
  haloText(pen, text, best.left, best.top + half, runColor(theme, run), theme.paper);
}

function meet(a: Area, b: Area): boolean {
  return a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;
}

/** How many steps of a curve lie on a part of a chart, whose points are given by their steps; those that leap over it count. */
export function stepsOn(heights: ArrayLike<number | null | undefined>, place: (k: number, at: number) => [number, number], across: number, { left, top, width, height }: Area): number {
  let [count, before] = [0, NaN];
  const first = Math.max(0, Math.floor(left / across));
  const end = Math.min(heights.length - 1, Math.ceil((left + width) / across));
  for (let k = first; k <= end; k++) {
    const at = heights[k];
    const y = at === null || at === undefined ? NaN : place(k, at)[1];
    const [low, high] = [Math.min(y, before), Math.max(y, before)]; // none where the curve has a gap
    if ((y >= top && y <= top + height) || (low <= top + height && high >= top)) count++;
    before = y;
  }
  return count;
}
