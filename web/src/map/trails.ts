// The trajectories: a line and a dot per iterate, so that step length is seen.
// The last steps are bright, what lies behind them fades, what is crossed again
// and again becomes a density, and runs that share their way run in lanes. While
// playing only what is new is drawn; all of it again when something changed.

import { inside } from "../draw/arrows.ts";
import { casingOf } from "../draw/casing.ts";
import { type Theme, runColor } from "../draw/colors.ts";
import { addShape } from "../draw/shapes.ts";
import { clipSegment, type Rect } from "../plane/clip.ts";
import { paintOrder } from "../plane/paint-order.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";
import { ALONE, Density, inkFor } from "./density.ts";
import { type Drawn, DrawnRuns } from "./drawn-runs.ts";
import { lanesOf, sideOf } from "./lanes.ts";

/** A line shorter than this on the screen is not drawn on its own, in px. */
const SHORTEST = 0.6;
/** Dots closer than this to the last one drawn are one band already, in px. */
const CLOSEST = 2.6;
/** So many of the last steps are bright, the very last the most. */
const TAIL = 20;
const BRIGHT = 0.95;
/** So many of them are bright where lines crowd too. */
const LAST = 3;
const LINE = 2.1;
/** How far a line's halo reaches beside it. */
const HALO = 1.3;
const DOT = 2.5;
/** Ground that is inked so many times over has thin dots too. */
const CROWDED = 2.5;
const THIN_DOT = 0.35;
/** So many of a run's first steps stay lines, whatever lies over them: its way in is followed to where it crowds. */
const FIRST = 6;
/** The inks that lines of a density are drawn with. */
const INKS = [0.5, 0.3, 0.15, 0.08, 0.06, 0.04];
/** The ink of a line of which neither end is on the map, once it is behind: such ones alone made walls. */
const PASSING = 0.3;

/** Where walking along a run has come to. */
interface Progress extends Drawn {
  x: number;
  y: number;
  dotX: number;
  dotY: number;
  side: [number, number];
}

/** What is known of a run before it is drawn. */
interface Course {
  lane: number;
  density: Density;
}

interface Line {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Neither end of its step is on the map. */
  passes: boolean;
}

/** Draws the runs on one canvas. */
export class Trails extends DrawnRuns<Progress, Course> {
  /** Draw every run up to step k; what was drawn further than that is drawn anew. */
  draw(runs: ShownRun[], hidden: ReadonlySet<number>, k: number, view: View, theme: Theme): void {
    this.drawTo(k, runs, hidden, paintOrder(runs), () => coursesOf(runs, hidden, view, theme), (i, run, end, course) => this.extend(i, run, end, course, view, theme));
  }

  /** Draw the last steps before k once more, bright, with another pen. */
  drawTails(pen: CanvasRenderingContext2D, runs: ShownRun[], hidden: ReadonlySet<number>, k: number, view: View, theme: Theme): void {
    for (const { i, trajectory, course } of this.shown(runs, hidden, paintOrder(runs))) paintTail(pen, trajectory, k, course, view, theme, i);
    pen.globalAlpha = 1;
  }

  private extend(i: number, run: Trajectory, end: number, { lane, density }: Course, view: View, theme: Theme): void {
    const p = this.drawn[i] ?? begin(run, 0, view);
    const inks = new Inks();
    const [dots, thin] = [new Path2D(), new Path2D()];
    const radius = DOT * theme.scale;
    walk(run, p, end, lane * theme.scale, view, {
      line: ({ x0, y0, x1, y1, passes }) => inks.add(x0, y0, x1, y1, passes ? Math.min(PASSING, inkFor(density.under(x0, y0, x1, y1))) : p.k <= FIRST ? ALONE : inkFor(density.under(x0, y0, x1, y1))),
      dot: (x, y) => view.shows(x, y, radius) && addShape(density.under(x, y, x, y) > CROWDED ? thin : dots, 0, x, y, radius),
    });
    this.drawn[i] = p;
    const { pen } = this.layer;
    pen.strokeStyle = pen.fillStyle = runColor(theme, i);
    pen.lineJoin = pen.lineCap = "round";
    pen.lineWidth = LINE * theme.scale;
    inks.stroke(pen);
    pen.globalAlpha = THIN_DOT;
    pen.fill(thin);
    pen.globalAlpha = 1;
    pen.fill(dots);
    inks.underlay(pen, theme, runColor(theme, i));
  }
}

/** Lines by their ink. Those of a density lie in several paths, so that where they cross they add up. */
class Inks {
  private readonly alone = new Path2D();
  /** Made as they are needed: most runs crowd nowhere. */
  private readonly crowds: Path2D[][] = INKS.map(() => []);
  private count = 0;
  /** Where the lines that are alone have come to: one that goes on from there needs no ends of its own, which cost as much as the line. */
  private end: [number, number] = [NaN, NaN];

  add(x0: number, y0: number, x1: number, y1: number, ink: number): void {
    if (ink >= ALONE) return this.goOn(x0, y0, x1, y1);
    const level = INKS.findIndex((step) => ink >= step * 0.99);
    const at = level < 0 ? INKS.length - 1 : level;
    const path = (this.crowds[at]![this.count++ % Math.ceil(1 / INKS[at]!)] ??= new Path2D());
    path.moveTo(x0, y0);
    path.lineTo(x1, y1);
  }

  private goOn(x0: number, y0: number, x1: number, y1: number): void {
    if (x0 !== this.end[0] || y0 !== this.end[1]) this.alone.moveTo(x0, y0);
    this.alone.lineTo(x1, y1);
    this.end = [x1, y1];
  }

  /** Lays the casing of lines that are no density under all that is drawn: lanes and dots stay whole. */
  underlay(pen: CanvasRenderingContext2D, theme: Theme, ink: string): void {
    const { halo, edge } = casingOf(theme, ink);
    pen.globalCompositeOperation = "destination-over";
    for (const [color, room] of [[halo, HALO], [edge, HALO + 0.7]] as const) {
      pen.strokeStyle = color;
      pen.lineWidth = (LINE + 2 * room) * theme.scale;
      pen.stroke(this.alone);
    }
    pen.globalCompositeOperation = "source-over";
  }

  stroke(pen: CanvasRenderingContext2D): void {
    pen.globalAlpha = ALONE;
    pen.stroke(this.alone);
    if (this.count === 0) return;
    this.crowds.forEach((paths, level) => {
      pen.globalAlpha = INKS[level];
      paths.forEach((path) => pen.stroke(path)); // which passes over those that nothing needed
    });
  }
}

function coursesOf(runs: ShownRun[], hidden: ReadonlySet<number>, view: View, theme: Theme): (Course | null)[] {
  const lanes = lanesOf(runs, hidden, view);
  return runs.map(({ trajectory }, i) => {
    const density = new Density(view.size.width, view.size.height);
    if (trajectory.last < 0 || hidden.has(i)) return null;
    const width = LINE * theme.scale;
    walk(trajectory, begin(trajectory, 0, view), trajectory.last, 0, view, {
      line: ({ x0, y0, x1, y1 }) => density.add(x0, y0, x1, y1, width),
      dot: () => undefined,
    });
    return { lane: lanes[i], density };
  });
}

function paintTail(pen: CanvasRenderingContext2D, run: Trajectory, now: number, { lane, density }: Course, view: View, theme: Theme, i: number): void {
  const radius = DOT * theme.scale;
  const k = Math.min(now, run.last);
  const p = begin(run, Math.max(0, k - TAIL), view);
  pen.strokeStyle = pen.fillStyle = runColor(theme, i);
  pen.lineCap = "round";
  pen.lineWidth = LINE * theme.scale;
  walk(run, p, k, lane * theme.scale, view, {
    line: ({ x0, y0, x1, y1, passes }) => {
      if (passes && now - p.k >= LAST) return; // also once the run has ended
      if (k - p.k >= LAST && density.under(x0, y0, x1, y1) > CROWDED) return;
      pen.globalAlpha = BRIGHT - ((BRIGHT - ALONE) * (k - p.k)) / TAIL;
      pen.beginPath();
      pen.moveTo(x0, y0);
      pen.lineTo(x1, y1);
      pen.stroke();
    },
    dot: (x, y) => {
      if (!view.shows(x, y, radius) || (k - p.k >= LAST && density.under(x, y, x, y) > CROWDED)) return;
      pen.globalAlpha = 1;
      pen.beginPath();
      addShape(pen, 0, x, y, radius);
      pen.fill();
    },
  });
}

function begin(run: Trajectory, k: number, view: View): Progress {
  const [x, y] = [view.x(run.x[k]), view.y(run.y[k])];
  return { trajectory: run, k, x, y, dotX: x, dotY: y, side: [0, 0] };
}

interface Steps {
  /** The part of a step's line that is near the screen, in its lane. */
  line(line: Line): void;
  dot(x: number, y: number): void;
}

/** Goes from where p stands to step k; lane is how far beside, in px. */
function walk(run: Trajectory, p: Progress, end: number, lane: number, view: View, steps: Steps): void {
  const bounds = inside(view, -60);
  for (let k = p.k + 1; k <= end; k++) {
    const [x, y] = [view.x(run.x[k]), view.y(run.y[k])];
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    p.k = k;
    if (lane !== 0) p.side = sideOf(x - p.x, y - p.y) ?? p.side;
    const [sx, sy] = [lane * p.side[0], lane * p.side[1]];
    if (Math.abs(x - p.x) + Math.abs(y - p.y) >= SHORTEST) {
      const cut = near(p.x, p.y, x, y, bounds);
      if (cut) steps.line({ x0: cut.x0 + sx, y0: cut.y0 + sy, x1: cut.x1 + sx, y1: cut.y1 + sy, passes: !view.shows(p.x, p.y) && !view.shows(x, y) });
      [p.x, p.y] = [x, y];
    }
    if (Math.abs(x - p.dotX) + Math.abs(y - p.dotY) < CLOSEST) continue;
    [p.dotX, p.dotY] = [x, y];
    steps.dot(x + sx, y + sy);
  }
  p.k = end;
}

/** A line, or the part of it that is near the screen. */
function near(x0: number, y0: number, x1: number, y1: number, bounds: Rect): Omit<Line, "passes"> | null {
  return isIn(x0, y0, bounds) && isIn(x1, y1, bounds) ? { x0, y0, x1, y1 } : clipSegment(x0, y0, x1, y1, bounds);
}

function isIn(x: number, y: number, r: Rect): boolean {
  return x >= r.left && x <= r.right && y >= r.top && y <= r.bottom;
}
