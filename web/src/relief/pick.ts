// What a ray meets: the surface under the pointer, and what a hill hides.

import { type Field, type Vec3, TALL } from "./field.ts";
import { along, minus } from "./orbit.ts";

/** Where a ray met the relief: on the surface, or on the wall that it is cut by. */
export interface Hit {
  x: number;
  z: number;
  wall: boolean;
}

/** A march takes steps of this part of a cell, and ends in so many halvings. */
const STRIDE = 0.7;
const HALVINGS = 14;

/** The first place of the relief on a ray from the eye; null where it goes past. */
export function hitOf(field: Field, eye: Vec3, ray: Vec3): Hit | null {
  const span = throughBlock(field, eye, ray);
  if (!span) return null;
  const [from, to] = span;
  const under = (s: number) => {
    const [x, y, z] = along(eye, ray, s);
    return y <= field.height(x, z);
  };
  if (under(from)) return { ...plan(along(eye, ray, from)), wall: true };
  const step = stride(field, ray);
  for (let s = from; s < to; s += step) {
    const next = Math.min(to, s + step);
    if (under(next)) return { ...plan(along(eye, ray, halve(under, s, next))), wall: false };
  }
  return null;
}

/** Whether nothing of the relief stands between the eye and a place on it. */
export function isSeen(field: Field, eye: Vec3, place: Vec3, lift = 0.012): boolean {
  const from: Vec3 = [place[0], place[1] + lift, place[2]];
  const ray = minus(eye, from);
  const flat = Math.hypot(ray[0], ray[2]);
  const step = field.cell / Math.max(flat, 1e-9);
  for (let s = step; s < 1; s += step) {
    const [x, y, z] = along(from, ray, s);
    if (y > TALL || !field.holds(x, z)) return true;
    if (field.height(x, z) > y + 1e-4) return false;
  }
  return true;
}

/** Where a ray meets a level plane, kept on the rectangle: for a drag that has left the relief. */
export function onLevel(field: Field, eye: Vec3, ray: Vec3, level: number): Hit | null {
  const s = (level - eye[1]) / ray[1];
  if (!(s > 0)) return null;
  const [x, , z] = along(eye, ray, s);
  const within = (v: number, half: number) => Math.min(half, Math.max(-half, v));
  return { x: within(x, field.hx), z: within(z, field.hz), wall: false };
}

/** The part of a ray inside the block around the relief (slabs, as Kay and Kajiya 1986). */
function throughBlock(field: Field, eye: Vec3, ray: Vec3): [number, number] | null {
  const slabs: [number, number, number, number][] = [
    [eye[0], ray[0], -field.hx, field.hx],
    [eye[1], ray[1], 0, TALL + 1e-6],
    [eye[2], ray[2], -field.hz, field.hz],
  ];
  let [from, to] = [0, Infinity];
  for (const [start, speed, low, high] of slabs) {
    if (speed === 0) {
      if (start < low || start > high) return null;
      continue;
    }
    const [a, b] = [(low - start) / speed, (high - start) / speed];
    from = Math.max(from, Math.min(a, b));
    to = Math.min(to, Math.max(a, b));
  }
  return from <= to ? [from, to + 1e-6] : null;
}

/** A step along the ray that passes no cell; steeper rays may take longer ones. */
function stride(field: Field, ray: Vec3): number {
  const flat = Math.hypot(ray[0], ray[2]);
  return Math.min((STRIDE * field.cell) / Math.max(flat, 1e-9), TALL / 64 / Math.max(Math.abs(ray[1]), 1e-9));
}

function halve(under: (s: number) => boolean, above: number, below: number): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (above + below) / 2;
    if (under(middle)) below = middle;
    else above = middle;
  }
  return below;
}

function plan([x, , z]: Vec3): { x: number; z: number } {
  return { x, z };
}
