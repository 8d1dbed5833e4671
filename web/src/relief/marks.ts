// What is drawn over the relief, in px: minima and saddles, each run's ball,
// the arrow of a run that left, the ring of a marked step, and their labels.
// What a hill hides is drawn faintly.

import { exitOf } from "../draw/arrows.ts";
import { type Theme, mix, parseColor, rgbText, runColor, runShape } from "../draw/colors.ts";
import { type Labels, beside } from "../draw/labels.ts";
import { haloText } from "../draw/layer.ts";
import { markSize, named, paintMinimum, paintSaddle } from "../draw/marks.ts";
import { addShape } from "../draw/shapes.ts";
import { paintExitArrow, paintTag } from "../draw/tags.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import { View } from "../plane/view.ts";
import type { Point, Surface } from "../wire/wire.ts";
import type { Field } from "./field.ts";
import type { Pose } from "./orbit.ts";
import { isSeen } from "./pick.ts";

/** What hides behind a hill is drawn with this much of its ink. */
const FAINT = 0.32;
/** The plan in px, for what is worked out on it as on the map. */
const PLAN = 1000;

export interface Sight {
  pen: CanvasRenderingContext2D;
  field: Field;
  pose: Pose;
  theme: Theme;
}

/** Where a place of the weight plane is seen, and whether it is; null off the relief. */
function seen({ field, pose }: Sight, at: readonly [number, number]): { x: number; y: number; clear: boolean } | null {
  if (!field.holds(field.x(at[0]), field.z(at[1]))) return null;
  const place = field.place(at[0], at[1]);
  const [x, y, depth] = pose.project(place);
  if (!(depth > 0) || Number.isNaN(y)) return null;
  return { x, y, clear: isSeen(field, pose.eye, place) };
}

/** Filled stars, open stars and crosses, as on the map. */
export function paintMarks(sight: Sight, surface: Surface): void {
  const { pen, field, pose, theme } = sight;
  const across = (pose.focal * 2 * field.hx) / Math.hypot(...pose.eye);
  const view = new View(field.box, { width: across, height: (across * field.hz) / field.hx });
  const size = theme.scale * markSize(surface.saddles.length + surface.minima.length, view);
  const put = (at: Point, paint: (x: number, y: number) => void) => {
    const place = seen(sight, at);
    if (!place) return;
    pen.globalAlpha = place.clear ? 1 : FAINT;
    paint(place.x, place.y);
    pen.globalAlpha = 1;
  };
  for (const at of surface.saddles) put(at, (x, y) => paintSaddle(pen, x, y, size, theme));
  for (const m of surface.minima) put(m.at, (x, y) => paintMinimum(pen, x, y, m.global ? theme.scale : size, m.global, theme));
}

/** Name the global minimum where it is one, or a pole. */
export function paintMinimumLabel(sight: Sight, surface: Surface, words: { globalMinimum: string; pole: string }, labels: Labels): void {
  const { pen, theme } = sight;
  const name = named(surface, words);
  const at = name ? seen(sight, name.at) : null;
  if (!name || !at) return;
  const { text } = name;
  const size = 13 * theme.scale;
  pen.font = `${size}px ${theme.font}`;
  const place = labels.put(beside(at.x, at.y, 16 * theme.scale, pen.measureText(text).width, size * 1.3));
  if (!place) return;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, text, place.x, place.y + place.height / 2, theme.text, theme.halo);
}

export interface Heads {
  runs: ShownRun[];
  hidden: Set<number>;
  /** The playhead, between two steps while playing. */
  position: number;
  mark: { run?: number; k: number } | null;
  leaves(name: string, k: number, loss: number): string;
}

/** Each run's ball, or its arrow where it left. */
export function paintHeads(sight: Sight, heads: Heads, labels: Labels): void {
  heads.runs.forEach((run, i) => {
    if (heads.hidden.has(i) || run.trajectory.last < 0) return;
    const at = seen(sight, headAt(run.trajectory, heads.position));
    if (at) paintBall(sight, i, at);
    else paintExit(sight, heads, run, i, labels);
  });
  if (heads.mark) paintMarked(sight, heads, heads.mark);
}

/** Keep labels off the balls. */
export function reserveHeads(sight: Sight, heads: Heads, labels: Labels): void {
  const r = 11 * sight.theme.scale;
  heads.runs.forEach(({ trajectory }, i) => {
    if (heads.hidden.has(i) || trajectory.last < 0) return;
    const at = seen(sight, headAt(trajectory, heads.position));
    if (at) labels.reserve({ x: at.x - r, y: at.y - r, width: 2 * r, height: 2 * r });
  });
}

/** Where the head stands on the weight plane, on its way from one iterate to the next. */
export function headAt(run: Trajectory, position: number): Point {
  const until = Math.min(position, run.last);
  const k = Math.floor(until);
  const part = until - k;
  if (part === 0) return [run.x[k], run.y[k]];
  return [run.x[k] + part * (run.x[k + 1] - run.x[k]), run.y[k] + part * (run.y[k + 1] - run.y[k])];
}

/** The run's own shape, lit like a ball, with a rim of paper. */
function paintBall({ pen, theme }: Sight, i: number, { x, y, clear }: { x: number; y: number; clear: boolean }): void {
  const r = 7.5 * theme.scale;
  const color = parseColor(runColor(theme, i));
  pen.globalAlpha = clear ? 1 : FAINT;
  pen.beginPath();
  addShape(pen, runShape(theme, i), x, y, r);
  pen.lineJoin = "round";
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 4.5 * theme.scale;
  pen.stroke();
  const light = pen.createRadialGradient(x - 0.35 * r, y - 0.45 * r, 0.1 * r, x, y, 1.25 * r);
  light.addColorStop(0, rgbText(mix(color, [255, 255, 255], 0.6)));
  light.addColorStop(0.45, rgbText(color));
  light.addColorStop(1, rgbText(mix(color, [0, 0, 0], 0.3)));
  pen.fillStyle = light;
  pen.fill();
  pen.globalAlpha = 1;
}

/** An arrow where the run left the relief, with its step and loss. */
function paintExit(sight: Sight, heads: Heads, run: ShownRun, i: number, labels: Labels): void {
  const { pen, field, pose, theme } = sight;
  const plan = new View(field.box, { width: PLAN * field.hx, height: PLAN * field.hz });
  const exit = exitOf(run.trajectory, Math.floor(heads.position), plan, 0);
  if (!exit) return;
  const [w1, w2] = [plan.worldX(exit.x), plan.worldY(exit.y)];
  const [x, y, z] = field.place(w1, w2);
  if (Number.isNaN(y)) return;
  const [px, py] = pose.project([x, y, z]);
  const [qx, qy] = pose.project([x + 0.05 * Math.cos(exit.angle), y, z + 0.05 * Math.sin(exit.angle)]);
  const angle = Math.atan2(qy - py, qx - px);
  const size = 20 * theme.scale;
  const [tx, ty] = [px + 0.8 * size * Math.cos(angle), py + 0.8 * size * Math.sin(angle)];
  paintExitArrow(pen, theme, i, tx, ty, angle);
  if (exit.k === 0) return;
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const text = heads.leaves(run.info.name, exit.k, run.trajectory.loss[exit.k]);
  paintTag(pen, theme, i, text, labels, (width, height) => ({ x: tx - (dx > 0 ? width : 0), y: ty + (dy > 0 ? 12 : -12 - height) }));
}

/** Ring the iterates of a step that is pointed at. */
function paintMarked(sight: Sight, heads: Heads, mark: { run?: number; k: number }): void {
  const { pen, theme } = sight;
  heads.runs.forEach(({ trajectory: t }, i) => {
    const named = mark.run === undefined || mark.run === i;
    if (heads.hidden.has(i) || !named || mark.k > t.last) return;
    const at = seen(sight, [t.x[mark.k], t.y[mark.k]]);
    if (!at) return;
    pen.beginPath();
    pen.arc(at.x, at.y, 8 * theme.scale, 0, 2 * Math.PI);
    for (const [ink, lineWidth] of [[theme.halo, 5], [runColor(theme, i), 2.2]] as const) {
      pen.strokeStyle = ink;
      pen.lineWidth = lineWidth * theme.scale;
      pen.stroke();
    }
  });
}
