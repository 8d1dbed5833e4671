// The trajectories: a line and a dot per iterate, so that step length is seen.
// While playing only what is new is drawn; all of it again when something changed.

import { type Theme, runColor } from "../draw/colors.ts";
import { clipSegment } from "../plane/clip.ts";
import { inside } from "../draw/arrows.ts";
import type { Layer } from "../draw/layer.ts";
import { paintOrder } from "../plane/paint-order.ts";
import { addShape } from "../draw/shapes.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";

/** A line shorter than this on the screen is not drawn on its own, in px. */
const SHORTEST = 0.6;
/** Dots closer than this to the last one drawn are one band already, in px. */
const CLOSEST = 2.6;

/** Where drawing a run has come to. */
interface Progress {
  trajectory: Trajectory;
  k: number;
  x: number;
  y: number;
  dotX: number;
  dotY: number;
}

/** Draws the runs on one canvas. */
export class Trails {
  private progress: (Progress | null)[] = [];

  constructor(private readonly layer: Layer) {}

  /** Forget what was drawn. */
  reset(): void {
    this.layer.clear();
    this.progress = [];
  }

  /** Draw every run up to step k; what was drawn further than that is drawn anew. */
  draw(runs: ShownRun[], hidden: Set<number>, k: number, view: View, theme: Theme): void {
    if (!this.continues(runs, hidden, k)) this.reset();
    for (const i of paintOrder(runs)) {
      if (hidden.has(i)) continue;
      const { trajectory } = runs[i];
      const end = Math.min(k, trajectory.last);
      if (end >= 0 && (this.progress[i]?.k ?? -1) < end) this.extend(i, trajectory, end, view, theme);
    }
  }

  private continues(runs: ShownRun[], hidden: Set<number>, k: number): boolean {
    return this.progress.every(
      (p, i) =>
        !p || (!hidden.has(i) && runs[i]?.trajectory === p.trajectory && p.k <= Math.min(k, p.trajectory.last)),
    );
  }

  private extend(i: number, run: Trajectory, end: number, view: View, theme: Theme): void {
    const { pen } = this.layer;
    const p = this.progress[i] ?? begin(run, view);
    const line = new Path2D();
    const dots = new Path2D();
    const radius = 2.5 * theme.scale;
    const bounds = inside(view, -60);
    line.moveTo(p.x, p.y);
    for (let k = p.k + 1; k <= end; k++) {
      const [x, y] = [view.x(run.x[k]), view.y(run.y[k])];
      if (!Number.isFinite(x) || !Number.isFinite(y)) break;
      if (Math.abs(x - p.x) + Math.abs(y - p.y) >= SHORTEST) addLine(line, p, x, y, bounds);
      if (Math.abs(x - p.dotX) + Math.abs(y - p.dotY) < CLOSEST) continue;
      [p.dotX, p.dotY] = [x, y];
      if (view.shows(x, y, radius)) addShape(dots, 0, x, y, radius);
    }
    p.k = end;
    this.progress[i] = p;
    stroke(pen, line, dots, runColor(theme, i), theme.scale);
  }
}

function begin(run: Trajectory, view: View): Progress {
  const [x, y] = [view.x(run.x[0]), view.y(run.y[0])];
  return { trajectory: run, k: 0, x, y, dotX: x, dotY: y };
}

/** Add a line from where p stands; only the part near the screen. */
function addLine(
  path: Path2D,
  p: Progress,
  x: number,
  y: number,
  bounds: ReturnType<typeof inside>,
): void {
  const near = isIn(p.x, p.y, bounds) && isIn(x, y, bounds);
  const cut = near ? null : clipSegment(p.x, p.y, x, y, bounds);
  if (near) path.lineTo(x, y);
  else if (cut) {
    path.moveTo(cut.x0, cut.y0);
    path.lineTo(cut.x1, cut.y1);
  }
  [p.x, p.y] = [x, y];
}

function isIn(x: number, y: number, r: ReturnType<typeof inside>): boolean {
  return x >= r.left && x <= r.right && y >= r.top && y <= r.bottom;
}

function stroke(pen: CanvasRenderingContext2D, line: Path2D, dots: Path2D, color: string, scale: number): void {
  pen.strokeStyle = pen.fillStyle = color;
  pen.lineJoin = pen.lineCap = "round";
  pen.lineWidth = 2.1 * scale;
  pen.globalAlpha = 0.85;
  pen.stroke(line);
  pen.globalAlpha = 1;
  pen.fill(dots);
}
