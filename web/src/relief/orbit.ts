// The eye: where it stands, what it sees. Angles in degrees; azimuth 0 looks
// north (w2 away from the eye), and grows as the eye walks to the right.

import type { Size } from "../plane/view.ts";
import type { Vec3 } from "./field.ts";

/** Where the eye stands around the relief. */
export interface Orbit {
  azimuth: number;
  elevation: number;
  /** 1 sees the whole relief; smaller is closer. */
  distance: number;
  /** Where it looks at, in half-sides from the middle. */
  tx: number;
  ty: number;
}

/** The view from where nothing better is found. */
export const DEFAULT: Orbit = { azimuth: -24, elevation: 40, distance: 1, tx: 0, ty: 0 };

/** The field of view from top to bottom: narrow, so that far things keep their size. */
export const FOV = 26;

/** Never from below, never so flat or so close that it is lost. */
const LIMITS = { elevation: [8, 89], distance: [0.16, 1.6], target: [-1, 1] } as const;

/** The nearest orbit from which the relief is seen well. */
export function limited(o: Orbit): Orbit {
  const within = (v: number, [from, to]: readonly [number, number]) => Math.min(to, Math.max(from, v));
  return {
    azimuth: turned(o.azimuth),
    elevation: within(o.elevation, LIMITS.elevation),
    distance: within(o.distance, LIMITS.distance),
    tx: within(o.tx, LIMITS.target),
    ty: within(o.ty, LIMITS.target),
  };
}

/** The angle within (−180, 180]. */
function turned(degrees: number): number {
  const rest = ((degrees % 360) + 360) % 360;
  return rest > 180 ? rest - 360 : rest;
}

/** As the link's "azimuth,elevation,distance[,tx,ty]". */
export function orbitText(o: Orbit): string {
  const numbers = [o.azimuth.toFixed(1), o.elevation.toFixed(1), o.distance.toFixed(3)];
  if (Math.abs(o.tx) >= 5e-4 || Math.abs(o.ty) >= 5e-4) numbers.push(o.tx.toFixed(3), o.ty.toFixed(3));
  return numbers.map((text) => String(Number(text) || 0)).join();
}

/** Reads a link's camera; null where it is none. */
export function parseOrbit(text: string): Orbit | null {
  const parts = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if ((parts.length !== 3 && parts.length !== 5) || !parts.every(Number.isFinite)) return null;
  const [azimuth, elevation, distance, tx = 0, ty = 0] = parts;
  return distance > 0 ? limited({ azimuth, elevation, distance, tx, ty }) : null;
}

/** The scalar product. */
export const dot = (a: Vec3, b: Vec3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
/** The difference a − b. */
export const minus = (a: Vec3, b: Vec3): Vec3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
/** The place s times d away from a. */
export const along = (a: Vec3, d: Vec3, s: number): Vec3 => [a[0] + s * d[0], a[1] + s * d[1], a[2] + s * d[2]];

/** The eye's own axes, of length 1. */
export interface Axes {
  right: Vec3;
  up: Vec3;
  forward: Vec3;
}

/** The axes of an eye that looks at the relief's middle; the angles in degrees. */
export function axesOf({ azimuth, elevation }: Pick<Orbit, "azimuth" | "elevation">): Axes {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const [sa, ca, se, ce] = [Math.sin(a), Math.cos(a), Math.sin(e), Math.cos(e)];
  return { right: [ca, 0, -sa], up: [-sa * se, ce, -ca * se], forward: [-sa * ce, -se, -ca * ce] };
}

/** A view of the scene: an eye, its axes, and pixels to the unit at depth 1. */
export class Pose {
  readonly focal: number;

  constructor(
    readonly eye: Vec3,
    readonly axes: Axes,
    readonly size: Size,
  ) {
    this.focal = size.height / 2 / Math.tan((FOV * Math.PI) / 360);
  }

  /** Where a place is seen, in px from the top left, and how far before the eye. */
  project(p: Vec3): [px: number, py: number, depth: number] {
    const to = minus(p, this.eye);
    const depth = dot(to, this.axes.forward);
    const k = this.focal / depth;
    return [this.size.width / 2 + dot(to, this.axes.right) * k, this.size.height / 2 - dot(to, this.axes.up) * k, depth];
  }

  /** The direction in which a pixel looks, of length 1 along the axis of sight. */
  ray(px: number, py: number): Vec3 {
    const sideways = along([0, 0, 0], this.axes.right, (px - this.size.width / 2) / this.focal);
    return along(along(sideways, this.axes.up, (this.size.height / 2 - py) / this.focal), this.axes.forward, 1);
  }
}

/** Room at the edges of the view that the relief leaves free, in px. */
export interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** How far the eye stands to see all corners, and how far it moves up and to the right to have them in the middle. */
export interface Framing {
  distance: number;
  shift: number;
  across: number;
}

/** Frame corners around the origin, seen along axes. */
export function frame(corners: readonly Vec3[], axes: Axes, size: Size, margins: Margins): Framing {
  const focal = size.height / 2 / Math.tan((FOV * Math.PI) / 360);
  const [leftwards, rightwards] = [Math.max(40, size.width / 2 - margins.left) / focal, Math.max(40, size.width / 2 - margins.right) / focal];
  const [above, beneath] = [Math.max(30, size.height / 2 - margins.top) / focal, Math.max(30, size.height / 2 - margins.bottom) / focal];
  const seen = corners.map((c) => ({ r: dot(c, axes.right), u: dot(c, axes.up), f: dot(c, axes.forward) }));
  let [distance, shift, across] = [0, 0, 0];
  for (let i = 0; i < 12; i++) {
    const left = Math.max(...seen.map(({ r, f }) => (across - r) / leftwards - f));
    const right = Math.max(...seen.map(({ r, f }) => (r - across) / rightwards - f));
    const up = Math.max(...seen.map(({ u, f }) => (u - shift) / above - f));
    const down = Math.max(...seen.map(({ u, f }) => (shift - u) / beneath - f));
    distance = Math.max(left, right, up, down);
    shift += ((up - down) * above * beneath) / (above + beneath);
    across += ((right - left) * leftwards * rightwards) / (leftwards + rightwards);
  }
  return { distance, shift, across };
}
