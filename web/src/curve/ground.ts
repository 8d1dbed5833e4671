// The curve itself, over its ground: what lies under it has the colours of height,
// as on the map, and where the loss is not defined it is hatched.

import type { Theme } from "../draw/colors.ts";
import { rampColor } from "../draw/ramp.ts";
import { rgbText } from "../draw/colors.ts";
import { haloText } from "../draw/canvas.ts";
import { tickStep, tickText, ticks } from "../draw/ticks.ts";
import { height, type View } from "../plane/view.ts";
import type { Labels } from "../draw/labels.ts";
import type { Outline } from "./outline.ts";
import type { Interval } from "./range.ts";

type Pen = CanvasRenderingContext2D;

/** The curve's width in px. */
const LINE = 2.6;
/** How much of the colours of height the ground has, the rest is the paper's: in the dark so much less that letters are read on it. */
export const rampShare = ({ dark }: Pick<Theme, "dark">): number => (dark ? 0.44 : 0.62);
/** The colours of the ground, from the lowest loss to the highest, are of so many steps. */
const STOPS = 8;
/** A place without a loss is at least so wide, and its hatching so far apart, in px. */
const [NARROW, HATCH] = [7, 7];

/** Draws the ground and the curve; losses are those of the ramp's ends. */
export function paintCurve(pen: Pen, { lines, gaps }: Outline, view: View, theme: Theme, losses: Interval, undefinedWord: string): void {
  const { width: w, height: h } = view.size;
  pen.fillStyle = theme.paper;
  pen.fillRect(0, 0, w, h);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, w, h);
  pen.clip();
  pen.fillStyle = groundInk(pen, view, theme, losses);
  for (const line of lines) fillUnder(pen, line, h);
  for (const gap of gaps) hatch(pen, gap, h, theme);
  for (const gap of gaps) nameGap(pen, gap, view, theme, undefinedWord);
  pen.strokeStyle = theme.text;
  pen.lineWidth = LINE * theme.scale;
  pen.lineJoin = pen.lineCap = "round";
  for (const line of lines) {
    pen.beginPath();
    trace(pen, line);
    pen.stroke();
  }
  pen.restore();
}

/** From the colour of the lowest loss to that of the highest, as high as they stand. */
function groundInk(pen: Pen, view: View, theme: Theme, [low, high]: Interval): CanvasGradient {
  const ink = pen.createLinearGradient(0, view.y(low), 0, view.y(high));
  for (let i = 0; i <= STOPS; i++) {
    const color = rgbText(rampColor(theme, i / STOPS));
    ink.addColorStop(i / STOPS, color.replace("rgb(", "rgba(").replace(")", `, ${rampShare(theme)})`));
  }
  return ink;
}

function trace(pen: Pen, line: Outline["lines"][number]): void {
  line.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
}

function fillUnder(pen: Pen, line: Outline["lines"][number], bottom: number): void {
  pen.beginPath();
  trace(pen, line);
  pen.lineTo(line.at(-1)![0], bottom);
  pen.lineTo(line[0]![0], bottom);
  pen.closePath();
  pen.fill();
}

function hatch(pen: Pen, [from, to]: [number, number], h: number, theme: Theme): void {
  const more = Math.max(0, NARROW * theme.scale - (to - from)) / 2;
  const [left, right] = [from - more, to + more];
  pen.save();
  pen.beginPath();
  pen.rect(left, 0, right - left, h);
  pen.clip();
  pen.fillStyle = theme.paper;
  pen.fillRect(left, 0, right - left, h);
  pen.strokeStyle = theme.dim;
  pen.globalAlpha = 0.6;
  pen.lineWidth = theme.scale;
  pen.beginPath();
  for (let x = Math.floor(left / HATCH) * HATCH - h; x < right; x += HATCH * theme.scale) {
    pen.moveTo(x, h);
    pen.lineTo(x + h, 0);
  }
  pen.stroke();
  pen.restore();
}

/** Says of a stretch that is wide enough that the loss is not defined there. */
function nameGap(pen: Pen, [from, to]: [number, number], { size }: View, theme: Theme, text: string): void {
  const [left, right] = [Math.max(from, 0), Math.min(to, size.width)];
  pen.font = `600 ${13 * theme.scale}px ${theme.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  if (right - left > pen.measureText(text).width + 12) haloText(pen, text, (left + right) / 2, size.height - 16 * theme.scale, theme.text, theme.halo);
}

/** Lines of equal loss with their numbers along the left edge. */
export function paintLosses(pen: Pen, view: View, theme: Theme): void {
  const { width: w, height: h } = view.size;
  const size = 12 * theme.scale;
  const count = lossCount(view, theme);
  const step = tickStep(height(view.box), count);
  pen.font = `${size}px ${theme.font}`;
  pen.textAlign = "left";
  for (const value of ticks(view.box.ymin, view.box.ymax, count)) {
    const y = view.y(value);
    pen.strokeStyle = theme.dim;
    pen.globalAlpha = 0.28;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(0, y);
    pen.lineTo(w, y);
    pen.stroke();
    pen.globalAlpha = 1;
    pen.textBaseline = "bottom";
    if (y > 2.8 * size && y < h - 0.6 * size) haloText(pen, tickText(value, step), 7, y - 2, theme.text, theme.halo);
  }
}

function lossCount({ size }: View, theme: Theme): number {
  return size.height / (64 * theme.scale);
}

/** Writes the axis' name at its upper end, or below what stands there: a number, or the arrow of a run that has left. */
export function paintLossName(pen: Pen, view: View, theme: Theme, name: string, labels: Labels): void {
  const size = 12 * theme.scale;
  const step = tickStep(height(view.box), lossCount(view, theme));
  pen.font = `${size}px ${theme.font}`;
  for (const value of ticks(view.box.ymin, view.box.ymax, lossCount(view, theme))) {
    labels.reserve({ x: 0, y: view.y(value) - 2 - size, width: 7 + pen.measureText(tickText(value, step)).width + size / 2, height: size });
  }
  pen.font = `600 ${size}px ${theme.font}`;
  const width = pen.measureText(name).width;
  const rows = Math.floor(view.size.height / (4 * size));
  const place = labels.put(Array.from({ length: rows }, (_, row) => ({ x: 7, y: 8 + row * size, width, height: 1.1 * size })));
  if (!place) return;
  pen.textAlign = "left";
  pen.textBaseline = "top";
  haloText(pen, name, place.x, place.y, theme.text, theme.halo);
}
