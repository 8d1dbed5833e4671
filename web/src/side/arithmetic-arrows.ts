// The arrows that a step in numbers tells of: a line that is pointed at, or has
// the keys' focus, has its own glow on the landscape. The next weights are the
// update from one iterate to the next; the gradient points up the slope.

import { inside } from "../draw/arrows.ts";
import type { MarkPainter } from "../draw/landscape.ts";
import { steepest } from "../draw/probe.ts";
import type { Sheet } from "../draw/sheet.ts";
import { clipSegment, type Cut } from "../plane/clip.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import type { StepLine } from "../wire/wire.ts";
import { isNext } from "./arithmetic-update.ts";

/** What a line's arrow is. */
export type Arrow = "update" | "slope";

/** Whether an arrow is seen on a picture, or why it is not. */
export type Seen = "shown" | "short" | "away" | "flat";

/** The arrow that a line is about; null for one of a rate, a state, or a check. */
export function arrowOf(line: StepLine): Arrow | null {
  if (isNext(line)) return "update";
  return line.name === "g" ? "slope" : null;
}

/** An update shorter than this has no arrow, in px. */
const SHORTEST = 8;
/** The arrow up the slope is as long for any slope, in px: its numbers are in its line. */
const LENGTH = 58;
/** The width of what glows around an arrow, in px, and its ink. */
const [GLOW, FAINT] = [15, 0.38];
/** An arrow of an update that is to come is dashed, in px. */
const DASH = [5, 4];

/** Paints the arrow of a line of the update that leaves iterate k; over: the run has taken it. One weight moves along its axis. */
export function painterOf(line: StepLine, k: number, over: boolean, dimension: number, told: (seen: Seen) => void): MarkPainter {
  return (sheet, run, ink) => {
    const arrow = arrowOf(line) === "update" ? updateOn(sheet, run, k, dimension) : slopeOn(sheet, run, k, line.results, dimension);
    if (typeof arrow === "string") return told(arrow);
    told("shown");
    paint(sheet, arrow, ink, arrowOf(line) === "update" && !over);
  };
}

function paint(sheet: Sheet, { cut, size }: { cut: Cut; size: number }, ink: string, dashed: boolean): void {
  const { theme } = sheet;
  const glow = { ink, width: GLOW, alpha: FAINT };
  sheet.stroke([[[cut.x0, cut.y0], [cut.x1, cut.y1]]], glow);
  const dash = dashed ? { dash: DASH.map((part) => part * theme.scale) } : {};
  sheet.arrow(cut, size * theme.scale, [{ ink: theme.halo, width: 6.5 }, { ink, width: 3.4, ...dash }]);
}

/** The update on the plan. */
export function updateOn({ plan, theme }: Pick<Sheet, "plan" | "theme">, run: Pick<Trajectory, "x" | "y">, k: number, dimension: number): { cut: Cut; size: number } | Seen {
  const [x, y] = [plan.x(run.x[k]!), plan.y(run.y[k]!)];
  const [tx, ty] = [plan.x(run.x[k + 1]!), dimension === 1 ? y : plan.y(run.y[k + 1]!)];
  const length = Math.hypot(tx - x, ty - y);
  const cut = clipSegment(x, y, tx, ty, inside(plan, 4));
  if (!cut) return "away";
  if (!(length >= SHORTEST * theme.scale)) return "short";
  return { cut, size: Math.min(15, 7 + length / 8) };
}

/** The gradient on the plan: the way up the slope. */
export function slopeOn({ plan, theme }: Pick<Sheet, "plan" | "theme">, run: Pick<Trajectory, "x" | "y">, k: number, [gx, gy]: StepLine["results"], dimension: number): { cut: Cut; size: number } | Seen {
  const [x, y] = [plan.x(run.x[k]!), plan.y(run.y[k]!)];
  if (!plan.shows(x, y)) return "away";
  const way = dimension === 1 ? tangentDown(plan, gx ?? NaN) : steepest({ at: [0, 0], gradient: [gx ?? NaN, gy ?? NaN] }, plan);
  if (!way) return "flat";
  const [x1, y1] = [x - way[0] * LENGTH * theme.scale, y - way[1] * LENGTH * theme.scale];
  return { cut: { x0: x, y0: y, x1, y1, from: 0, to: 1 }, size: 14 };
}

/** The way along the tangent of a slope to where it is lower, of length 1 in px; null where there is none. */
function tangentDown(plan: Sheet["plan"], slope: number): [number, number] | null {
  const unit = plan.x(1) - plan.x(0);
  const rise = ((plan.y(1) - plan.y(0)) * slope) / unit;
  const length = Math.hypot(1, rise) * -Math.sign(slope);
  return length !== 0 && Number.isFinite(length) ? [1 / length, rise / length] : null;
}
