// What moves with the playhead on the curve: each run's head, the tangent that its
// next step goes by, the line down to its lane, the arrow of a run that left.

import { strokeCased } from "../draw/casing.ts";
import { runColor, type Theme } from "../draw/colors.ts";
import { drawn, type Heads, paintHead, paintLeaving, paintMarked } from "../draw/heads.ts";
import type { Labels } from "../draw/labels.ts";
import type { FlatSheet } from "../map/flat-sheet.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";
import { addHop, type Hop, hopOf, partOf, placeOn } from "./hop.ts";
import type { Curve } from "./hops.ts";
import { type Foot, laneOf } from "./foot.ts";
import { hasLoss, placeOf } from "./place.ts";

/** Half a tangent's length, and its width, in px. */
const [HALF, LINE] = [58, 2];
/** In so many places a hop is looked at. */
const LOOKS = 16;
/** The dashes of the line from a head to its lane, in px. */
const DROP = [2, 4];

/** A place in px. */
type LabelBox = [x: number, y: number];

/** Draws what lies under the hops: each head's tangent, and the line down to its lane. */
export function paintTangents(sheet: FlatSheet, heads: Heads, foot: Foot, curve: Curve): void {
  const { pen, plan, theme } = sheet;
  for (const { run, i } of drawn(heads)) {
    const at = sheet.leaving(run.trajectory, heads.position) ? null : headOn(run.trajectory, heads.position, plan, theme, curve);
    const k = Math.min(Math.floor(heads.position), run.trajectory.last);
    if (!at || !hasLoss(run.trajectory, k)) continue;
    paintDrop(pen, at, plan.size.height + laneOf(foot, i), theme, i);
    paintTangent(pen, run.trajectory, k, plan, theme, i);
  }
}

/** Draws the heads of the runs. */
export function paintCurveHeads(sheet: FlatSheet, heads: Heads, curve: Curve, labels: Labels): void {
  const { pen, plan, theme } = sheet;
  const shown = drawn(heads).map(({ run, i }) => ({ run, i, leaving: sheet.leaving(run.trajectory, heads.position) }));
  for (const { run, i, leaving } of shown) {
    if (!leaving) paintStub(pen, run.trajectory, heads.position, plan, theme, i, curve);
  }
  for (const { run, i, leaving } of shown) {
    if (leaving) paintLeaving(sheet, heads, run, i, leaving, labels);
    const at = leaving ? null : headOn(run.trajectory, heads.position, plan, theme, curve);
    if (at && plan.shows(...at, 12)) paintHead(sheet, i, { x: at[0], y: at[1], clear: true });
  }
  if (heads.mark) paintMarked(sheet, heads, heads.mark);
}

/** The hop that leaves step k, and how much of it is done at the playhead; null between no two steps that are seen. */
function hopAt(t: Trajectory, position: number, view: View, theme: Theme, curve: Curve): { hop: Hop; part: number } | null {
  const k = Math.floor(position);
  const part = position - k;
  if (part === 0 || k >= t.last) return null;
  const [from, to] = [placeOf(t, k, view, curve), placeOf(t, k + 1, view, curve)];
  return view.shows(...from) && view.shows(...to) ? { hop: hopOf(from, to, theme.scale, curve), part } : null;
}

/** Where a head stands, in px: on its hop while it is under way. */
export function headOn(t: Trajectory, position: number, view: View, theme: Theme, curve: Curve): LabelBox | null {
  const under = hopAt(t, position, view, theme, curve);
  if (under) return placeOn(under.hop, under.part);
  const at = placeOf(t, Math.min(Math.floor(position), t.last), view, curve);
  return at.every(Number.isFinite) ? at : null;
}

/** The part of the hop that the head has gone. */
function paintStub(pen: CanvasRenderingContext2D, t: Trajectory, position: number, view: View, theme: Theme, i: number, curve: Curve): void {
  const under = hopAt(t, position, view, theme, curve);
  if (!under) return;
  pen.beginPath();
  addHop(pen, partOf(under.hop, under.part));
  pen.lineCap = "round";
  strokeCased(pen, theme, runColor(theme, i), 2.1 * theme.scale);
}

/** The places of the arrows of the runs that have left, where no name may go. */
export function reserveArrows(sheet: FlatSheet, heads: Heads, labels: Labels): void {
  const half = 18 * sheet.theme.scale;
  for (const { run } of drawn(heads)) {
    const at = sheet.leaving(run.trajectory, heads.position);
    if (at) labels.reserve({ x: at.x - half, y: at.y - half, width: 2 * half, height: 2 * half });
  }
}

/** Keeps names off the first hop of each run, where there is another place: it leaves from the start, beside which its name is. */
export function spareFirstHops({ plan, theme }: FlatSheet, heads: Heads, curve: Curve, labels: Labels): void {
  const r = 5 * theme.scale;
  for (const { run } of drawn(heads)) {
    for (let part = 1; part <= LOOKS; part++) {
      const at = headOn(run.trajectory, Math.min(heads.position, part / LOOKS), plan, theme, curve);
      if (at) labels.spare({ x: at[0] - r, y: at[1] - r, width: 2 * r, height: 2 * r });
    }
  }
}

/** The tangent at the iterate that the next step leaves from. */
function paintTangent(pen: CanvasRenderingContext2D, t: Trajectory, k: number, view: View, theme: Theme, i: number): void {
  const way = tangent(t, k, view);
  const [x, y] = [view.x(t.x[k]!), view.y(t.y[k]!)];
  if (!way || !view.shows(x, y)) return;
  const [dx, dy] = [way[0] * HALF * theme.scale, way[1] * HALF * theme.scale];
  pen.beginPath();
  pen.moveTo(x - dx, y - dy);
  pen.lineTo(x + dx, y + dy);
  pen.lineCap = "round";
  strokeCased(pen, theme, runColor(theme, i), LINE * theme.scale);
}

/** The way along the curve at an iterate, of length 1 in px, to the right; null where there is none. */
export function tangent(t: Pick<Trajectory, "x" | "gx">, k: number, view: View): LabelBox | null {
  const unit = view.x(1) - view.x(0);
  const rise = ((view.y(1) - view.y(0)) * t.gx[k]!) / unit;
  if (!Number.isFinite(rise)) return null;
  const length = Math.hypot(1, rise);
  return [1 / length, rise / length];
}

/** From the head down to its lane. */
function paintDrop(pen: CanvasRenderingContext2D, [x, y]: LabelBox, to: number, theme: Theme, i: number): void {
  pen.strokeStyle = runColor(theme, i);
  pen.globalAlpha = 0.75;
  pen.lineWidth = 1.4 * theme.scale;
  pen.setLineDash(DROP.map((part) => part * theme.scale));
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x, to);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}
