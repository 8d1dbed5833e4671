// The axis of the weight under the curve: ticks with numbers, and a lane for each
// run, where its iterates are dots and the update that comes next is an arrow.

import { addArrowHead } from "../draw/arrows.ts";
import { strokeCasing } from "../draw/casing.ts";
import { runColor, runShape, type Theme } from "../draw/colors.ts";
import { type Heads, headAt } from "../draw/heads.ts";
import { addShape } from "../draw/shapes.ts";
import { tickStep, tickText, ticks } from "../draw/ticks.ts";
import { width, type View } from "../plane/view.ts";
import type { Trajectory } from "../plane/trajectories.ts";

type Pen = CanvasRenderingContext2D;

/** A lane's height where there are few, and where there are many; the numbers' height; in px. */
const [LANE, NARROW, NUMBERS] = [13, 9, 22];
/** Above the lanes and below them, in px. */
const EDGE = 5;
/** More lanes than this are narrow. */
const FEW = 3;
/** A host lower than this has narrow lanes, in px. */
const LOW = 330;
/** Dots closer than this to the last one are left out, in px. */
const CLOSEST = 3;
/** The last so many iterates are clear, older ones faint. */
const CLEAR = 12;
/** An update shorter than this has no arrow, in px. */
const SHORTEST = 5;

/** How the strip under the curve is cut, in px from its upper edge. */
export interface Foot {
  height: number;
  lane: number;
  lanes: number;
}

/** The strip under the curve for so many runs, over a host of so many px. */
export function footOf(runs: number, host: number, scale: number): Foot {
  const lane = (runs > FEW || host < LOW ? NARROW : LANE) * scale;
  return { lane, lanes: runs, height: 2 * EDGE + runs * lane + NUMBERS * scale };
}

/** The middle of a run's lane. */
export function laneOf({ lane }: Foot, run: number): number {
  return EDGE + (run + 0.5) * lane;
}

/** Ticks with numbers, the axis' name at its end. */
export function paintAxis(pen: Pen, { height }: Foot, view: View, theme: Theme, name: string): void {
  const [top, bottom, w] = [view.size.height, view.size.height + height, view.size.width];
  const count = w / (90 * theme.scale);
  const step = tickStep(width(view.box), count);
  const size = 12 * theme.scale;
  pen.fillStyle = theme.paper;
  pen.fillRect(0, top, w, height);
  pen.font = `600 ${size}px ${theme.font}`;
  const room = pen.measureText(name).width + 9 + size;
  pen.textBaseline = "alphabetic";
  pen.textAlign = "right";
  pen.fillStyle = theme.text;
  pen.fillText(name, w - 9, bottom - 7 * theme.scale);
  pen.font = `${size}px ${theme.font}`;
  pen.textAlign = "center";
  for (const value of ticks(view.box.xmin, view.box.xmax, count)) {
    const x = view.x(value);
    tick(pen, x, top, bottom - NUMBERS * theme.scale, theme.line);
    pen.fillStyle = theme.dim;
    if (x > 2 * size && x < w - room - size) pen.fillText(tickText(value, step), x, bottom - 7 * theme.scale);
  }
  paintBase(pen, top, w, theme);
}

function tick(pen: Pen, x: number, y0: number, y1: number, ink: string): void {
  pen.strokeStyle = ink;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x, y0);
  pen.lineTo(x, y1);
  pen.stroke();
}

/** The axis itself. */
function paintBase(pen: Pen, y: number, w: number, theme: Theme): void {
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1.5 * theme.scale;
  pen.beginPath();
  pen.moveTo(0, y);
  pen.lineTo(w, y);
  pen.stroke();
}

/** Each run in its lane, as far as the playhead. */
export function paintLanes(pen: Pen, foot: Foot, view: View, theme: Theme, heads: Heads): void {
  pen.save();
  pen.beginPath();
  pen.rect(0, view.size.height, view.size.width, foot.height);
  pen.clip();
  heads.runs.forEach(({ trajectory }, run) => {
    if (heads.hidden.has(run) || trajectory.last < 0) return;
    const y = view.size.height + laneOf(foot, run);
    paintDots(pen, trajectory, Math.floor(heads.position), y, view, theme, run);
    paintUpdate(pen, trajectory, Math.floor(heads.position), y, view, theme, run);
    paintFootHead(pen, headAt(trajectory, heads.position, view)[0], y, foot.lane, view, theme, run);
  });
  pen.restore();
}

function paintDots(pen: Pen, t: Trajectory, k: number, y: number, view: View, theme: Theme, run: number): void {
  const end = Math.min(k, t.last);
  const [near, old] = [new Path2D(), new Path2D()];
  let before = NaN;
  for (let j = 0; j <= end; j++) {
    const x = view.x(t.x[j]!);
    if (Math.abs(x - before) < CLOSEST || !view.shows(x, 0, 4)) continue;
    before = x;
    addShape(end - j < CLEAR ? near : old, 0, x, y, 2 * theme.scale);
  }
  pen.fillStyle = runColor(theme, run);
  pen.globalAlpha = 0.45;
  pen.fill(old);
  pen.globalAlpha = 0.9;
  pen.fill(near);
  pen.globalAlpha = 1;
}

/** The update from the iterate at the playhead, which has not been taken yet; its head stays at the border that it leaves. */
function paintUpdate(pen: Pen, t: Trajectory, k: number, y: number, view: View, theme: Theme, run: number): void {
  if (k >= t.last) return;
  const [from, wanted] = [view.x(t.x[k]!), view.x(t.x[k + 1]!)];
  const to = Math.min(Math.max(wanted, 2), view.size.width - 2);
  const way = Math.sign(to - from);
  if (!(Math.abs(to - from) >= SHORTEST) || !view.shows(from, 0)) return;
  const size = Math.min(12 * theme.scale, Math.abs(to - from));
  pen.strokeStyle = pen.fillStyle = runColor(theme, run);
  pen.lineWidth = 2.6 * theme.scale;
  pen.lineCap = "butt";
  pen.beginPath();
  pen.moveTo(from, y);
  pen.lineTo(to - 0.7 * way * size, y);
  pen.stroke();
  pen.beginPath();
  addArrowHead(pen, to, y, way > 0 ? 0 : Math.PI, size);
  pen.fill();
}

/** At the end of its lane, the way to a run that left. */
function paintExit(pen: Pen, left: boolean, y: number, lane: number, view: View, theme: Theme, run: number): void {
  addArrowHead(pen, left ? 2 : view.size.width - 2, y, left ? Math.PI : 0, Math.min(13 * theme.scale, lane));
  pen.fillStyle = runColor(theme, run);
  pen.fill();
}

function paintFootHead(pen: Pen, at: number, y: number, lane: number, view: View, theme: Theme, run: number): void {
  const x = view.x(at);
  pen.beginPath();
  if (!view.shows(x, 0, 8)) return paintExit(pen, x < 0 || at < view.box.xmin, y, lane, view, theme, run);
  addShape(pen, runShape(theme, run), x, y, Math.min(4.6 * theme.scale, 0.42 * lane));
  pen.lineJoin = "round";
  strokeCasing(pen, theme, runColor(theme, run), 0, 1.2);
  pen.fillStyle = runColor(theme, run);
  pen.fill();
}
