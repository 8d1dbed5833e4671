// What moves with the playhead: each run's head, the arrow of its next update,
// the arrow at the edge for a run that left, and the marked step.

import { type Exit, addArrowHead, exitOf, inside } from "../draw/arrows.ts";
import { clipSegment } from "../plane/clip.ts";
import { ellipseOf, paintEllipse } from "../draw/ellipse.ts";
import { type Theme, runColor, runShape } from "../draw/colors.ts";
import type { Labels } from "../draw/labels.ts";
import { addShape } from "../draw/shapes.ts";
import type { StepMark } from "../draw/landscape.ts";
import { paintExitArrow, paintTag } from "../draw/tags.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";

export interface HeadScene {
  runs: ShownRun[];
  hidden: Set<number>;
  /** The playhead, between two steps while playing. */
  position: number;
  view: View;
  theme: Theme;
  mark: StepMark | null;
  leaves(name: string, k: number, loss: number): string;
}

/** An update shorter than this on the screen has no arrow, in px. */
const SHORTEST_ARROW = 14;

export function paintHeads(pen: CanvasRenderingContext2D, scene: HeadScene, labels: Labels): void {
  scene.runs.forEach((run, i) => {
    if (scene.hidden.has(i) || run.trajectory.last < 0) return;
    const exit = exitOf(run.trajectory, Math.floor(scene.position), scene.view, 11 * scene.theme.scale);
    if (exit) paintExit(pen, scene, run, i, exit, labels);
    else paintHead(pen, scene, run.trajectory, i);
  });
  if (scene.mark) paintMarked(pen, scene, scene.mark);
}

/** How far an ellipse of curvature reaches, in px. */
const REACH = 46;

/** The curvature under each head, as far as it is known. */
export function paintEllipses(pen: CanvasRenderingContext2D, scene: HeadScene, hessian: (run: number) => (number | null)[][] | null): void {
  const { view, theme } = scene;
  scene.runs.forEach(({ trajectory }, i) => {
    if (scene.hidden.has(i) || trajectory.last < 0) return;
    const [x, y] = headAt(trajectory, scene.position, view);
    const known = view.shows(x, y) && hessian(i);
    const ellipse = known && ellipseOf(known, view, REACH * theme.scale);
    if (ellipse) paintEllipse(pen, ellipse, x, y, runColor(theme, i), theme);
  });
}

function paintHead(pen: CanvasRenderingContext2D, scene: HeadScene, run: Trajectory, i: number): void {
  const [x, y] = headAt(run, scene.position, scene.view);
  const color = runColor(scene.theme, i);
  if (!Number.isInteger(scene.position)) paintStub(pen, scene, run, color, x, y);
  if (Math.floor(scene.position) < run.last) paintNext(pen, scene, run, color);
  paintShape(pen, scene.theme, i, x, y, 6 * scene.theme.scale);
}

/** The part of the line that the head has walked since its last whole step. */
function paintStub(pen: CanvasRenderingContext2D, scene: HeadScene, run: Trajectory, color: string, x: number, y: number): void {
  const k = Math.min(Math.floor(scene.position), run.last);
  pen.beginPath();
  pen.moveTo(scene.view.x(run.x[k]), scene.view.y(run.y[k]));
  pen.lineTo(x, y);
  pen.strokeStyle = color;
  pen.lineCap = "round";
  pen.lineWidth = 2.1 * scene.theme.scale;
  pen.globalAlpha = 0.85;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Where the head stands in px, on its way from one iterate to the next. */
export function headAt(run: Trajectory, position: number, view: View): [number, number] {
  const k = Math.min(Math.floor(position), run.last);
  const part = Math.min(position, run.last) - k;
  const [x, y] = [view.x(run.x[k]), view.y(run.y[k])];
  if (part === 0) return [x, y];
  const [nx, ny] = [view.x(run.x[k + 1]), view.y(run.y[k + 1])];
  if (!view.shows(nx, ny, 4000)) return [x, y];
  return [x + part * (nx - x), y + part * (ny - y)];
}

function paintShape(pen: CanvasRenderingContext2D, theme: Theme, run: number, x: number, y: number, radius: number): void {
  pen.beginPath();
  addShape(pen, runShape(theme, run), x, y, radius);
  pen.lineJoin = "round";
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 5 * theme.scale;
  pen.stroke();
  pen.fillStyle = runColor(theme, run);
  pen.fill();
}

/** The update that leaves the iterate at the playhead, as an arrow: plain descent's is −η∇L. */
function paintNext(pen: CanvasRenderingContext2D, scene: HeadScene, run: Trajectory, color: string): void {
  const { view, theme } = scene;
  const k = Math.floor(scene.position);
  const [x, y] = [view.x(run.x[k]), view.y(run.y[k])];
  const [tx, ty] = [view.x(run.x[k + 1]), view.y(run.y[k + 1])];
  const length = Math.hypot(tx - x, ty - y);
  if (!(length >= SHORTEST_ARROW * theme.scale)) return;
  const cut = clipSegment(x, y, tx, ty, inside(view, -20));
  if (!cut) return;
  const angle = Math.atan2(ty - y, tx - x);
  const size = Math.min(11, 5 + length / 8) * theme.scale;
  const back = cut.to === 1 ? size * 0.7 : 0;
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(cut.x1 - back * Math.cos(angle), cut.y1 - back * Math.sin(angle));
  inkTwice(pen, theme, color, 2.2 * theme.scale);
  if (cut.to < 1) return;
  pen.beginPath();
  addArrowHead(pen, tx, ty, angle, size);
  pen.fillStyle = color;
  pen.fill();
}

/** A line on a halo of the ground. */
function inkTwice(pen: CanvasRenderingContext2D, theme: Theme, color: string, lineWidth: number): void {
  pen.lineCap = "butt";
  pen.strokeStyle = theme.halo;
  pen.lineWidth = lineWidth + 2.5 * theme.scale;
  pen.globalAlpha = 0.7;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.strokeStyle = color;
  pen.lineWidth = lineWidth;
  pen.stroke();
}

/** An arrow where a run left the map, with its step and loss. */
function paintExit(pen: CanvasRenderingContext2D, scene: HeadScene, run: ShownRun, i: number, exit: Exit, labels: Labels): void {
  const { theme } = scene;
  paintExitArrow(pen, theme, i, exit.x, exit.y, exit.angle);
  if (exit.k === 0) return;
  const text = scene.leaves(run.info.name, exit.k, run.trajectory.loss[exit.k]);
  const [dx, dy] = [Math.cos(exit.angle), Math.sin(exit.angle)];
  paintTag(pen, theme, i, text, labels, (width, height) => ({
    x: exit.x - dx * 28 - (dx > 0 ? width : 0),
    y: exit.y - dy * 28 - height / 2,
  }));
}

/** Ring the iterates of a step that is pointed at on another view. */
function paintMarked(pen: CanvasRenderingContext2D, scene: HeadScene, mark: StepMark): void {
  scene.runs.forEach(({ trajectory }, i) => {
    const named = mark.run === undefined || mark.run === i;
    if (scene.hidden.has(i) || !named || mark.k > trajectory.last) return;
    const [x, y] = [scene.view.x(trajectory.x[mark.k]), scene.view.y(trajectory.y[mark.k])];
    if (!scene.view.shows(x, y)) return;
    pen.beginPath();
    pen.arc(x, y, 7.5 * scene.theme.scale, 0, 2 * Math.PI);
    inkTwice(pen, scene.theme, runColor(scene.theme, i), 2 * scene.theme.scale);
  });
}
