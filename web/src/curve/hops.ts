// The runs on the curve: each step a hop, with a dot where it lands. The last ones
// are bright, what lies behind fades, and what is crossed again and again becomes
// a density. While playing only what is new is drawn.

import { casingOf } from "../draw/casing.ts";
import { type Theme, runColor } from "../draw/colors.ts";
import { addShape } from "../draw/shapes.ts";
import { ALONE, Density, inkFor } from "../map/density.ts";
import { type Drawn, DrawnRuns } from "../map/drawn-runs.ts";
import { clipSegment } from "../plane/clip.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";
import { inside } from "../draw/arrows.ts";
import { addHop, type Hop, hopOf } from "./hop.ts";
import { hasLoss, placeOf } from "./place.ts";

type Pen = CanvasRenderingContext2D;

/** How high the curve stands at an x, in px. */
export type Curve = (x: number) => number;

/** A hop shorter than this is not drawn on its own, in px. */
const SHORTEST = 0.6;
/** Dots closer than this to the last one drawn are one band already, in px. */
const CLOSEST = 2.6;
/** So many of the last steps are bright, the very last the most. */
const TAIL = 20;
const BRIGHT = 0.95;
const LINE = 2.1;
const HALO = 1.3;
const DOT = 3;
/** Ground that is inked so many times over has thin dots too. */
const CROWDED = 2.5;
const THIN_DOT = 0.35;
/** The inks of hops that are a density. */
const INKS = [0.3, 0.15, 0.08, 0.04];
/** So many hops of a run clear the curve; beyond them none is told from another. */
const CLEARING = 600;
/** A place further off than this is out of the picture, in px. */
const FAR = 400;

/** What hops are drawn with. */
export interface Ground {
  view: View;
  theme: Theme;
  curve: Curve;
}

/** The runs' places, the one with the shortest first step first: its dots are many, those of a leaper few, and lie on top. */
export function byStride(runs: readonly { trajectory: Pick<Trajectory, "length" | "x"> }[]): number[] {
  const strides = runs.map(({ trajectory: { length, x } }) => (length > 1 ? Math.abs(x[1]! - x[0]!) : 0));
  return runs.map((_, i) => i).sort((a, b) => strides[a]! - strides[b]! || a - b);
}

/** Where walking along a run has come to. */
interface Walk extends Drawn {
  x: number;
  y: number;
  dotX: number;
  dotY: number;
}

/** Draws the runs' hops on one canvas. */
export class Hops extends DrawnRuns<Walk, Density> {
  /** Draws every run up to step k; what was drawn further than that is drawn anew. */
  draw(runs: ShownRun[], hidden: ReadonlySet<number>, k: number, ground: Ground): void {
    this.drawTo(k, runs, hidden, byStride(runs), () => runs.map(({ trajectory }) => densityOf(trajectory, ground)), (i, run, end, density) => this.extend(i, run, end, density, ground));
  }

  /** Draws the last steps before k once more, bright, with another pen. */
  drawTails(pen: Pen, runs: ShownRun[], hidden: ReadonlySet<number>, k: number, ground: Ground): void {
    for (const { i, trajectory, course } of this.shown(runs, hidden, byStride(runs))) paintTail(pen, trajectory, Math.min(k, trajectory.last), course, ground, i);
    pen.globalAlpha = 1;
  }

  private extend(i: number, run: Trajectory, end: number, density: Density, ground: Ground): void {
    const { theme, view } = ground;
    const walk = (this.drawn[i] ??= begin(run, 0, view));
    const [alone, crowds] = [new Path2D(), INKS.map(() => new Path2D())];
    const [dots, thin] = [new Path2D(), new Path2D()];
    go(walk, end, ground, {
      hop: (hop) => {
        const ink = inkFor(density.under(hop.x0, hop.y0, hop.x1, hop.y1));
        addHop(ink >= ALONE ? alone : crowds[levelOf(ink)]!, hop);
      },
      dot: (x, y) => addShape(density.under(x, y, x, y) > CROWDED ? thin : dots, 0, x, y, DOT * theme.scale),
    });
    paintHops(this.layer.pen, theme, i, { alone, crowds, dots, thin });
  }
}

interface Paths {
  alone: Path2D;
  crowds: Path2D[];
  dots: Path2D;
  thin: Path2D;
}

function paintHops(pen: Pen, theme: Theme, i: number, { alone, crowds, dots, thin }: Paths): void {
  pen.strokeStyle = pen.fillStyle = runColor(theme, i);
  pen.lineJoin = pen.lineCap = "round";
  pen.lineWidth = LINE * theme.scale;
  crowds.forEach((path, level) => {
    pen.globalAlpha = INKS[level]!;
    pen.stroke(path);
  });
  pen.globalAlpha = ALONE;
  pen.stroke(alone);
  pen.globalAlpha = THIN_DOT;
  pen.fill(thin);
  pen.globalAlpha = 1;
  pen.fill(dots);
  underlay(pen, theme, i, alone);
}

/** Lays the casing of hops that are no density under all that is drawn. */
function underlay(pen: Pen, theme: Theme, i: number, path: Path2D): void {
  const { halo, edge } = casingOf(theme, runColor(theme, i));
  pen.globalCompositeOperation = "destination-over";
  for (const [color, room] of [[halo, HALO], [edge, HALO + 0.7]] as const) {
    pen.strokeStyle = color;
    pen.lineWidth = (LINE + 2 * room) * theme.scale;
    pen.stroke(path);
  }
  pen.globalCompositeOperation = "source-over";
}

function paintTail(pen: Pen, run: Trajectory, k: number, density: Density, ground: Ground, i: number): void {
  const { theme, view } = ground;
  const walk = begin(run, Math.max(0, k - TAIL), view);
  pen.strokeStyle = pen.fillStyle = runColor(theme, i);
  pen.lineCap = "round";
  pen.lineWidth = LINE * theme.scale;
  go(walk, k, ground, {
    hop: (hop) => {
      if (k - walk.k >= 3 && density.under(hop.x0, hop.y0, hop.x1, hop.y1) > CROWDED) return;
      pen.globalAlpha = BRIGHT - ((BRIGHT - ALONE) * (k - walk.k)) / TAIL;
      pen.beginPath();
      addHop(pen, hop);
      pen.stroke();
    },
    dot: (x, y) => {
      pen.globalAlpha = 1;
      pen.beginPath();
      addShape(pen, 0, x, y, DOT * theme.scale);
      pen.fill();
    },
  });
}

function densityOf(run: Trajectory, ground: Ground): Density {
  const { view, theme } = ground;
  const density = new Density(view.size.width, view.size.height);
  if (run.last < 0) return density;
  go(begin(run, 0, view), run.last, { ...ground, curve: () => NaN }, {
    hop: ({ x0, y0, x1, y1 }) => density.add(x0, y0, x1, y1, LINE * theme.scale),
    dot: () => undefined,
  });
  return density;
}

function levelOf(ink: number): number {
  const level = INKS.findIndex((step) => ink >= step * 0.99);
  return level < 0 ? INKS.length - 1 : level;
}

function begin(run: Trajectory, k: number, view: View): Walk {
  const [x, y] = [view.x(run.x[k]!), view.y(run.y[k]!)];
  return { trajectory: run, k, x, y, dotX: NaN, dotY: NaN };
}

interface Steps {
  hop(hop: Hop): void;
  dot(x: number, y: number): void;
}

/** Goes from where a walk stands to step k. */
function go(walk: Walk, end: number, { view, theme, curve }: Ground, steps: Steps): void {
  const run = walk.trajectory;
  const seen = (x: number, y: number) => view.shows(x, y, FAR);
  for (let k = walk.k + 1; k <= end; k++) {
    const [x, y] = placeOf(run, k, view, curve);
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    walk.k = k;
    if (Math.abs(x - walk.x) + Math.abs(y - walk.y) >= SHORTEST) {
      const hop = hopBetween(walk, [x, y], view, theme, k < CLEARING ? curve : undefined);
      if (hop && (seen(hop.x0, hop.y0) || seen(hop.x1, hop.y1))) steps.hop(hop);
      [walk.x, walk.y] = [x, y];
    }
    if (!hasLoss(run, k) || Math.abs(x - walk.dotX) + Math.abs(y - walk.dotY) < CLOSEST || !view.shows(x, y, DOT)) continue;
    [walk.dotX, walk.dotY] = [x, y];
    steps.dot(x, y);
  }
  walk.k = end;
}

/** The hop to a place; one that leaves the picture, or comes back to it, goes straight on the part that is near. */
function hopBetween({ x, y }: Walk, to: [number, number], view: View, theme: Theme, curve?: Curve): Hop | null {
  if (view.shows(x, y, 1) && view.shows(...to, 1)) return hopOf([x, y], to, theme.scale, curve);
  const cut = clipSegment(x, y, ...to, inside(view, -60));
  return cut && { ...cut, cx: (cut.x0 + cut.x1) / 2, cy: (cut.y0 + cut.y1) / 2 };
}
