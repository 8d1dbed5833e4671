// What the map draws in the plane, laid on the relief: the arrow of each run's
// next update, the ellipse of curvature at each head, the gradient field.

import { clipSegment } from "../plane/clip.ts";
import { type Theme, runColor } from "../draw/colors.ts";
import { type Stroke, ellipseOf } from "../draw/ellipse.ts";
import { type Arrow, type Gradients, fieldArrows } from "../draw/field.ts";
import { type Probe, steepest } from "../draw/probe.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import { View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import type { Field, Place } from "./field.ts";
import { type Heads, type Sight, headAt } from "./marks.ts";
import { isSeen } from "./pick.ts";

/** The plan in px: a length on it is about one on the screen. */
const UNIT = 360;
/** Samples of a path lie so many cells apart. */
const APART = 2.5;
/** What hides behind a hill is drawn with this much of its ink. */
const FAINT = 0.25;
/** How far an ellipse reaches, and the shortest arrow of an update, in px. */
const REACH = 46;
const SHORTEST = 14;

/** The plane as a map of the relief's size. */
export function planOf({ box, hx, hz }: Field): View {
  return new View(box, { width: 2 * hx * UNIT, height: 2 * hz * UNIT });
}

/** A part of a path on the screen, seen or hidden as a whole. */
interface Piece {
  points: [number, number][];
  clear: boolean;
}

/** A path of the plan laid on the surface; what lies off it is left out. */
function lay(sight: Sight, path: readonly (readonly [number, number])[]): Piece[] {
  const { field, pose } = sight;
  const pieces: Piece[] = [];
  let piece: Piece | null = null;
  for (const place of samples(field, path)) {
    if (!place) {
      piece = null;
      continue;
    }
    const clear = isSeen(field, pose.eye, place);
    const [x, y] = pose.project(place);
    if (piece && piece.clear !== clear) piece.points.push([x, y]);
    if (!piece || piece.clear !== clear) pieces.push((piece = { points: [], clear }));
    piece.points.push([x, y]);
  }
  return pieces;
}

/** Places on the surface along a path of the plan in px; null off it. */
function samples(field: Field, path: readonly (readonly [number, number])[]): (Place | null)[] {
  const found: (Place | null)[] = [];
  const take = (px: number, py: number) => {
    const [x, z] = [px / UNIT - field.hx, py / UNIT - field.hz];
    const y = field.holds(x, z) ? field.height(x, z) : NaN;
    found.push(Number.isNaN(y) ? null : [x, y, z]);
  };
  path.forEach(([x, y], i) => {
    const [px, py] = path[Math.max(0, i - 1)];
    const parts = i === 0 ? 1 : Math.max(1, Math.ceil(Math.hypot(x - px, y - py) / (UNIT * APART * field.cell)));
    for (let j = 1; j <= parts; j++) take(px + ((x - px) * j) / parts, py + ((y - py) * j) / parts);
  });
  return found;
}

function draw(pen: CanvasRenderingContext2D, pieces: Piece[], ink: string, lineWidth: number, alpha = 1): void {
  pen.strokeStyle = ink;
  pen.lineWidth = lineWidth;
  for (const { points, clear } of pieces) {
    pen.globalAlpha = alpha * (clear ? 1 : FAINT);
    pen.beginPath();
    points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

/** The arrow of each run's update that leaves the playhead. */
export function paintNext(sight: Sight, heads: Heads): void {
  const plan = planOf(sight.field);
  heads.runs.forEach(({ trajectory }, i) => {
    const k = Math.floor(heads.position);
    if (!heads.hidden.has(i) && k < trajectory.last) paintUpdate(sight, plan, trajectory, k, runColor(sight.theme, i));
  });
}

function paintUpdate(sight: Sight, plan: View, run: Trajectory, k: number, color: string): void {
  const { pen, theme } = sight;
  const [x, y] = [plan.x(run.x[k]), plan.y(run.y[k])];
  const [tx, ty] = [plan.x(run.x[k + 1]), plan.y(run.y[k + 1])];
  const length = Math.hypot(tx - x, ty - y);
  const cut = length >= SHORTEST * theme.scale && clipSegment(x, y, tx, ty, { left: 0, top: 0, right: plan.size.width, bottom: plan.size.height });
  if (!cut) return;
  const paths: [number, number][][] = [[[cut.x0, cut.y0], [cut.x1, cut.y1]]];
  if (cut.to === 1) paths.push(barbs(tx, ty, Math.atan2(ty - y, tx - x), Math.min(11, 5 + length / 8) * theme.scale));
  const pieces = paths.flatMap((path) => lay(sight, path));
  pen.lineCap = pen.lineJoin = "round";
  draw(pen, pieces, theme.halo, 4.8 * theme.scale, 0.7);
  draw(pen, pieces, color, 2.3 * theme.scale);
}

/** The two short lines of an arrow's head. */
function barbs(x: number, y: number, angle: number, size: number): [number, number][] {
  const at = (turn: number): [number, number] => [x + size * Math.cos(angle + turn), y + size * Math.sin(angle + turn)];
  return [at(2.6), [x, y], at(-2.6)];
}

/** The curvature under each head, as far as it is known. */
export function paintEllipses(sight: Sight, heads: Heads, hessian: (run: number) => (number | null)[][] | null): void {
  const { field, theme } = sight;
  const plan = planOf(field);
  heads.runs.forEach(({ trajectory }, i) => {
    if (heads.hidden.has(i) || trajectory.last < 0) return;
    const at: Point = headAt(trajectory, heads.position);
    const known = field.holds(field.x(at[0]), field.z(at[1])) && hessian(i);
    const ellipse = known && ellipseOf(known, plan, REACH * theme.scale);
    if (!ellipse) return;
    const centre: [number, number] = [plan.x(at[0]), plan.y(at[1])];
    for (const stroke of ellipse.axes) paintStroke(sight, stroke, centre, runColor(theme, i), 1.1);
    for (const stroke of ellipse.outline) paintStroke(sight, stroke, centre, runColor(theme, i), 2);
  });
}

/** Dashed where the surface curves down along it. */
function paintStroke(sight: Sight, { points, down }: Stroke, [x, y]: [number, number], color: string, lineWidth: number): void {
  const { pen, theme } = sight;
  const pieces = lay(sight, points.map(([dx, dy]) => [x + dx, y + dy]));
  pen.lineJoin = pen.lineCap = "round";
  if (!down) draw(pen, pieces, theme.halo, (lineWidth + 2.4) * theme.scale, 0.6);
  pen.setLineDash(down ? [4 * theme.scale, 4.5 * theme.scale] : []);
  draw(pen, pieces, color, lineWidth * theme.scale);
  pen.setLineDash([]);
}

/** The way down from a point that is looked at; how steep it is, is told in numbers. */
export function paintProbe(sight: Sight, probe: Probe): void {
  const { pen, field, pose, theme } = sight;
  const plan = planOf(field);
  const [x, y] = [plan.x(probe.at[0]), plan.y(probe.at[1])];
  const [place] = samples(field, [[x, y]]);
  if (!place || !isSeen(field, pose.eye, place)) return;
  const way = steepest(probe, plan);
  pen.lineCap = pen.lineJoin = "round";
  if (way) {
    const [tx, ty] = [x + way[0] * REACH * theme.scale, y + way[1] * REACH * theme.scale];
    const paths = [[[x, y], [tx, ty]] as [number, number][], barbs(tx, ty, Math.atan2(way[1], way[0]), 11 * theme.scale)];
    const pieces = paths.flatMap((path) => lay(sight, path));
    draw(pen, pieces, theme.halo, 5.5 * theme.scale);
    draw(pen, pieces, theme.text, 2.2 * theme.scale);
  }
  const [px, py] = pose.project(place);
  pen.beginPath();
  pen.arc(px, py, 2.6 * theme.scale, 0, 2 * Math.PI);
  pen.fillStyle = theme.text;
  pen.fill();
}

/** The arrows of −∇L that no hill hides. */
export function paintField(sight: Sight, gradients: Gradients): void {
  const { pen, theme, field, pose } = sight;
  const arrows = fieldArrows(gradients, planOf(field), theme.scale);
  const pieces = arrows.flatMap((arrow) => {
    const [middle] = samples(field, [[arrow.x, arrow.y]]);
    return middle && isSeen(field, pose.eye, middle) ? arrowPieces(sight, arrow) : [];
  });
  pen.lineCap = pen.lineJoin = "round";
  draw(pen, pieces, theme.halo, 3.2 * theme.scale, 0.4);
  draw(pen, pieces, theme.text, 1.2 * theme.scale, arrowAlpha(theme));
}

const arrowAlpha = (theme: Theme): number => (theme.dark ? 0.72 : 0.66);

function arrowPieces({ field, pose, theme }: Sight, { x, y, angle, length }: Arrow): Piece[] {
  const [dx, dy] = [(Math.cos(angle) * length) / 2, (Math.sin(angle) * length) / 2];
  const tip: [number, number] = [x + dx, y + dy];
  const size = Math.min(5.2 * theme.scale, length * 0.45);
  return [[[x - dx, y - dy], tip] as [number, number][], barbs(...tip, angle, size)].map((path) => {
    const seen = samples(field, path).filter((place) => place !== null);
    return { clear: true, points: seen.map((place) => pose.project(place).slice(0, 2) as [number, number]) };
  });
}
