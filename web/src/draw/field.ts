// The gradient field: arrows of −∇L over the map. Their directions are exact;
// their lengths grow with the logarithm of the gradient's, since that spans many
// powers of ten on most surfaces.

import { boxQuery, surfaceQuery } from "../plane/heights.ts";
import { barbs, type Path, type Sheet } from "./sheet.ts";
import { onHost } from "../dom/site.ts";
import { type Box, type View, boxOf, height, width } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";

/** Gradients at n × n points of a box, row-major from (xmin, ymin). */
export interface Gradients {
  box: Box;
  n: number;
  gx: Float32Array;
  gy: Float32Array;
}

/** Between two arrows, in px, on a map of no scale. */
const SPACING = 34;
/** An arrow's length as a share of the spacing: of the flattest place, and of the steepest. */
const [SHORT, LONG] = [0.2, 0.86];

/** Where arrows stand: a lattice that stays where it is in the plane while the map is moved. */
export function lattice(view: View, scale: number): { box: Box; n: number } {
  const [sx, sy] = [step(width(view.box), view.size.width, scale), step(height(view.box), view.size.height, scale)];
  const [i0, j0] = [Math.floor(view.box.xmin / sx), Math.floor(view.box.ymin / sy)];
  const n = 1 + Math.max(Math.ceil(view.box.xmax / sx) - i0, Math.ceil(view.box.ymax / sy) - j0);
  return { box: { xmin: i0 * sx, xmax: (i0 + n - 1) * sx, ymin: j0 * sy, ymax: (j0 + n - 1) * sy }, n };
}

function step(span: number, pixels: number, scale: number): number {
  return (span / pixels) * SPACING * scale;
}

/** Fetch gradients from /api/grid; rejects with the server's status, or when aborted. */
export async function fetchGradients(surface: Surface, box: Box, n: number, signal: AbortSignal): Promise<Gradients> {
  const response = await fetch(onHost(`/api/grid?${surfaceQuery(surface)}&what=gradient&${boxQuery(box)}&n=${n}`), { signal });
  if (!response.ok) throw new Error(`/api/grid: ${response.status}`);
  const shown = response.headers.get("Grid-View")?.split(",").map(Number);
  const planes = new Float32Array(await response.arrayBuffer());
  if (planes.length !== 2 * n * n) throw new Error(`/api/grid: ${planes.length} numbers, not ${2 * n * n}`);
  return { box: shown?.length === 4 ? boxOf(shown) : box, n, gx: planes.subarray(0, n * n), gy: planes.subarray(n * n) };
}

/** An arrow in px: its middle, its direction (y down), its length. */
export interface Arrow {
  x: number;
  y: number;
  angle: number;
  length: number;
}

/** The arrows on the map; none where the gradient is zero or not finite. */
export function fieldArrows(gradients: Gradients, view: View, scale: number): Arrow[] {
  const { box, n, gx, gy } = gradients;
  const [px, py] = [view.size.width / width(view.box), view.size.height / height(view.box)];
  const measure = lengths(gradients, SPACING * scale);
  const arrows: Arrow[] = [];
  for (let k = 0; k < n * n; k++) {
    const x = view.x(box.xmin + ((k % n) * width(box)) / (n - 1));
    const y = view.y(box.ymin + (Math.floor(k / n) * height(box)) / (n - 1));
    const slope = Math.hypot(gx[k], gy[k]);
    if (!(slope > 0) || !Number.isFinite(slope) || !view.shows(x, y, SPACING * scale)) continue;
    arrows.push({ x, y, angle: Math.atan2(gy[k] * py, -gx[k] * px), length: measure(slope) });
  }
  return arrows;
}

/** The length of an arrow in px by that of its gradient. */
function lengths({ gx, gy }: Gradients, spacing: number): (slope: number) => number {
  const slopes = Array.from(gx, (g, k) => Math.hypot(g, gy[k])).filter((s) => s > 0 && Number.isFinite(s)).sort((a, b) => a - b);
  const steepest = slopes[slopes.length - 1] ?? 1;
  const usual = Math.max(slopes[Math.floor(slopes.length / 4)] ?? 1, steepest * 1e-4);
  const most = Math.log1p(steepest / usual);
  return (slope) => spacing * (SHORT + ((LONG - SHORT) * Math.log1p(slope / usual)) / most);
}

/** Draws the field, each arrow about its point; a hill hides the arrows behind it. */
export function paintField(sheet: Sheet, gradients: Gradients): void {
  const { plan, theme } = sheet;
  const seen = fieldArrows(gradients, plan, theme.scale).filter(({ x, y }) => sheet.spot([plan.worldX(x), plan.worldY(y)], SPACING * theme.scale)?.clear);
  const paths = seen.flatMap((arrow) => arrowPaths(arrow, 5.2 * theme.scale));
  sheet.stroke(paths, { ink: theme.halo, width: 3.4, alpha: 0.45, short: true });
  sheet.stroke(paths, { ink: theme.text, width: 1.3, alpha: theme.dark ? 0.72 : 0.66, short: true });
}

function arrowPaths({ x, y, angle, length }: Arrow, barb: number): Path[] {
  const [dx, dy] = [(Math.cos(angle) * length) / 2, (Math.sin(angle) * length) / 2];
  return [[[x - dx, y - dy], [x + dx, y + dy]], barbs(x + dx, y + dy, angle, Math.min(barb, length * 0.45))];
}
