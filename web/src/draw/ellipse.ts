// The curvature at a point, drawn: the displacements d with ½ dᵀ|H|d of one
// size. Along an eigenvector it reaches as 1/√|λ| does: far where the surface is
// flat, a little where it is sharp. It is dashed where ½ dᵀHd is below zero.

import { type Theme } from "./colors.ts";
import { type View, height, width } from "../plane/view.ts";

/** A symmetric matrix's eigenvalues, the larger first, and their unit vectors. */
export interface Eigen {
  values: [number, number];
  vectors: [[number, number], [number, number]];
}

export function eigenOf([[xx, xy], [, yy]]: number[][]): Eigen {
  const mean = xx / 2 + yy / 2;
  const radius = Math.hypot(xx / 2 - yy / 2, xy);
  const angle = Math.atan2(xy, xx / 2 - yy / 2) / 2;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  return { values: [mean + radius, mean - radius], vectors: [[c, s], [-s, c]] };
}

/** A stretch of the outline, or an axis, in px from the head (y down). */
export interface Stroke {
  points: [number, number][];
  /** Whether the surface curves down along it. */
  down: boolean;
}

export interface Ellipse {
  outline: Stroke[];
  axes: Stroke[];
}

/** Points around the outline. */
const POINTS = 96;
/** A direction this many times flatter than the other counts as so much: the outline stays one. */
const FLATTEST = 1e6;

/** The ellipse of a Hessian, its longer half-axis of reach px; null where nothing curves. */
export function ellipseOf(hessian: (number | null)[][], view: View, reach: number): Ellipse | null {
  if (hessian.flat().some((v) => v === null || !Number.isFinite(v))) return null;
  const { values, vectors } = eigenOf(hessian as number[][]);
  const sharpest = Math.max(...values.map(Math.abs));
  if (!(sharpest > 0)) return null;
  const [px, py] = [view.size.width / width(view.box), view.size.height / height(view.box)];
  const half = values.map((value, i) => {
    const length = 1 / Math.sqrt(Math.max(Math.abs(value) / sharpest, 1 / FLATTEST));
    return [vectors[i][0] * length * px, -vectors[i][1] * length * py];
  });
  const turn = (phi: number): [number, number] => [
    half[0][0] * Math.cos(phi) + half[1][0] * Math.sin(phi),
    half[0][1] * Math.cos(phi) + half[1][1] * Math.sin(phi),
  ];
  const around = [...Array(POINTS).keys()].map((i) => turn((2 * Math.PI * i) / POINTS));
  const size = reach / Math.max(...around.map(([x, y]) => Math.hypot(x, y)));
  const sized = ([x, y]: number[]): [number, number] => [x * size, y * size];
  return { outline: outline(values, (phi) => sized(turn(phi))), axes: axes(values, half.map(sized)) };
}

/** Cut where the quadratic form changes its sign: at odd multiples of 45° of the parameter. */
function outline(values: [number, number], at: (phi: number) => [number, number]): Stroke[] {
  const down = values.map((value) => value < 0);
  if (down[0] === down[1]) return [{ points: arc(0, 2 * Math.PI, POINTS, at), down: down[0] }];
  return [0, 1, 2, 3].map((q) => {
    const middle = (q * Math.PI) / 2;
    return { points: arc(middle - Math.PI / 4, middle + Math.PI / 4, POINTS / 4, at), down: down[q % 2] };
  });
}

function arc(from: number, to: number, n: number, at: (phi: number) => [number, number]): [number, number][] {
  return [...Array(n + 1).keys()].map((i) => at(from + ((to - from) * i) / n));
}

function axes(values: [number, number], half: [number, number][]): Stroke[] {
  return half.map(([x, y], i) => ({ points: [[-x, -y], [x, y]], down: values[i] < 0 }));
}

/** Draw an ellipse about a place in px. */
export function paintEllipse(pen: CanvasRenderingContext2D, ellipse: Ellipse, x: number, y: number, color: string, theme: Theme): void {
  const { scale } = theme;
  pen.save();
  pen.translate(x, y);
  pen.lineJoin = "round";
  for (const stroke of ellipse.axes) ink(pen, stroke, color, 1.1 * scale, 0.75, scale);
  for (const stroke of ellipse.outline) {
    if (!stroke.down) ink(pen, stroke, theme.halo, 4.4 * scale, 0.6, scale);
    ink(pen, stroke, color, 1.9 * scale, 1, scale);
  }
  pen.restore();
}

function ink(pen: CanvasRenderingContext2D, { points, down }: Stroke, color: string, lineWidth: number, alpha: number, scale: number): void {
  pen.beginPath();
  points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.setLineDash(down ? [4 * scale, 3.5 * scale] : []);
  pen.strokeStyle = color;
  pen.lineWidth = lineWidth;
  pen.globalAlpha = alpha;
  pen.stroke();
}
