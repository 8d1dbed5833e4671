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
  const lines = { up: 0, down: 0 };
  for (const escape of escapes) {
    const { run, up, k, loss } = escape;
    const [x, y] = place(escape);
    pen.beginPath();
    addArrowHead(pen, x, y, up ? -Math.PI / 2 : Math.PI / 2, 9 * theme.scale);
    pen.fillStyle = runColor(theme, run);
    pen.fill();
    const line = 13 * theme.scale * lines[up ? "up" : "down"]++;
    writeBeside(marks, x, up ? y + 7 * theme.scale + line : y - 7 * theme.scale - line, words(sizeText(loss), k), run);
  }
}

/** Where a run's held-out loss was lowest: a ring, and where learned is given a line to another at the height of the training loss there, with a text beside it. */
export function paintStop(marks: Marks, run: number, [x, y]: [number, number], learned: number | null, text: string): void {
  if (learned !== null) paintFall(marks, run, [x, y], learned);
  paintRing(marks, run, [x, y], 5);
  if (text) writeBeside(marks, x, y - 11 * marks.theme.scale, text, run);
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

/** Text in a run's colour to the right of a place, or to the left where there is no room; within the curves' area, whose numbers stand beside it. */
function writeBeside({ pen, theme, area }: Marks, x: number, y: number, text: string, run: number): void {
  const [gap, half] = [8 * theme.scale, 7 * theme.scale];
  const wide = pen.measureText(text).width;
  const right = area.left + area.width - wide;
  const at = x + gap <= right ? x + gap : Math.max(area.left, Math.min(x - gap - wide, right));
  haloText(pen, text, at, Math.max(area.top + half, Math.min(y, area.top + area.height - half)), runColor(theme, run), theme.paper);
}
