// What is written and pointed beside the runs, alike on the map and the relief:
// the arrow where a run leaves, its tag, and the label under the start.

import { addArrowHead } from "./arrows.ts";
import { strokeCasing } from "./casing.ts";
import { type Theme, runColor } from "./colors.ts";
import { around, beside, type LabelBox, type Labels } from "./labels.ts";
import { haloText } from "./canvas.ts";

type Pen = CanvasRenderingContext2D;

/** How long the arrow of a run that left is, in px. */
export const EXIT_ARROW = 20;

/** An arrow head of a run's colour, with its tip at (x, y). */
export function paintExitArrow(pen: Pen, theme: Theme, run: number, x: number, y: number, angle: number): void {
  pen.beginPath();
  addArrowHead(pen, x, y, angle, EXIT_ARROW * theme.scale);
  pen.lineJoin = "round";
  strokeCasing(pen, theme, runColor(theme, run), 0, 2);
  pen.fillStyle = runColor(theme, run);
  pen.fill();
}

/** A framed tag of a run; at tells where it is wanted from its size. */
export function paintTag(pen: Pen, theme: Theme, run: number, text: string, labels: Labels, at: (width: number, height: number) => Pick<LabelBox, "x" | "y">): void {
  const size = 13 * theme.scale;
  pen.font = `600 ${size}px ${theme.font}`;
  const [width, height] = [pen.measureText(text).width + 14, size * 1.75];
  const place = labels.nudge({ ...at(width, height), width, height });
  pen.fillStyle = theme.paper;
  pen.strokeStyle = runColor(theme, run);
  pen.lineWidth = 1.5 * theme.scale;
  pen.beginPath();
  pen.roundRect(place.x, place.y, width, height, 6);
  pen.fill();
  pen.stroke();
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillStyle = theme.text;
  pen.fillText(text, place.x + 7, place.y + height / 2 + 0.5);
}

/** The start's name keeps so far from its middle, and is so high, in letters of a theme's scale. */
const [AWAY, HIGH] = [13, 18.2];

/** The room that the start takes with its name below it, in px. */
export function startRoom(pen: Pen, theme: Theme, text: string): { width: number; above: number; below: number } {
  return { width: Math.max(2 * AWAY * theme.scale, startWidth(pen, theme, text)), above: AWAY * theme.scale, below: (AWAY + HIGH) * theme.scale };
}

function startWidth(pen: Pen, theme: Theme, text: string): number {
  pen.font = `600 ${14 * theme.scale}px ${theme.font}`;
  return pen.measureText(text).width;
}

/** The label under the start, or beside it or above it where that is taken: farther off it would name another place. Clearest orders these by how few lines of runs go through them. */
export function paintStartLabel(pen: Pen, theme: Theme, text: string, [x, y]: [number, number], labels: Labels, clearest?: (places: LabelBox[]) => Iterable<LabelBox>): void {
  const width = startWidth(pen, theme, text);
  const [right, left, below, above] = beside(x, y, AWAY * theme.scale, width, HIGH * theme.scale) as [LabelBox, LabelBox, LabelBox, LabelBox];
  const places = [below, right, left, above, ...around(x, y, AWAY * theme.scale, width, HIGH * theme.scale)];
  const place = labels.put(clearest?.(places) ?? places) ?? labels.nudge(below);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, text, place.x, place.y + place.height / 2, theme.text, theme.halo);
}
