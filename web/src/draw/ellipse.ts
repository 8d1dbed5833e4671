// The curvature at a point as a figure: the displacements d with ½ dᵀ|H|d of one
// size. Along an eigenvector it reaches as 1/√|λ| does: far where the surface is
// flat, a little where it is sharp. It is dashed where ½ dᵀHd is below zero.

import { eigenOf } from "../plane/symmetric.ts";
import { type View, height, width } from "../plane/view.ts";

/** A stretch of the outline, or an axis, in px from the head (y down). */
export interface Arc {
  points: [number, number][];
  /** Whether the surface curves down along it. */
  down: boolean;
}

/** The ellipse and its two axes. */
export interface Ellipse {
  outline: Arc[];
  axes: Arc[];
}

/** Points around the outline. */
const POINTS = 96;
/** A direction this many times flatter than the other counts as so much: the outline stays one. */
const FLATTEST = 1e6;

/** The ellipse of a Hessian, its longer half-axis of reach px; null where nothing curves. */
export function ellipseOf(hessian: (number | null)[][], view: View, reach: number): Ellipse | null {
  if (hessian.length < 2) return null; // one weight has no ellipse
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
function outline(values: [number, number], at: (phi: number) => [number, number]): Arc[] {
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

function axes(values: [number, number], half: [number, number][]): Arc[] {
  return half.map(([x, y], i) => ({ points: [[-x, -y], [x, y]], down: values[i] < 0 }));
}
