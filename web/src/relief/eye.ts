// Where the eye stands: framed so that the block fills the view, above the
// ground at any rate, and at first where the surface's start, its minima and the
// ways between them are seen.

import type { Size } from "../plane/view.ts";
import type { Point, Surface } from "../wire/wire.ts";
import { BASE } from "./base.ts";
import { type Field, type Vec3, TALL } from "./field.ts";
import { DEFAULT, type Margins, type Orbit, Pose, along, axesOf, frame } from "./orbit.ts";
import { isSeen } from "./pick.ts";

/** The view's size, and how much of its top the page's buttons cover. */
export interface Room extends Size {
  top: number;
}

/** Around the block: numbers and names at the sides and below. */
const MARGINS: Margins = { top: 26, bottom: 54, left: 40, right: 30 };
/** The middle of the block is taken to be so high. */
const MIDDLE = 0.4 * TALL;
/** The eye keeps this distance from the ground. */
const CLEARANCE = 0.12;

/** The view from an orbit: an eye that sees the block of a field in a size. */
export function poseOf(orbit: Orbit, usual: Orbit, field: Field, size: Room): Pose {
  const framing = frame(cornersOf(field), axesOf(usual), size, marginsFor(size));
  for (let elevation = orbit.elevation; ; elevation += 1.5) {
    const axes = axesOf({ azimuth: orbit.azimuth, elevation });
    const middle = along([orbit.tx * field.hx, MIDDLE, -orbit.ty * field.hz], axes.right, framing.across * orbit.distance);
    const target = along(middle, axes.up, framing.shift * orbit.distance);
    const eye = along(target, axes.forward, -framing.distance * orbit.distance);
    if (elevation >= 88 || isAbove(eye, field)) return new Pose(eye, axes, size);
  }
}

/** Small views have less room to give. */
function marginsFor({ width, height, top }: Room): Margins {
  const part = Math.min(1, width / 500, height / 420);
  return { top: Math.max(top, MARGINS.top * part), bottom: MARGINS.bottom * part, left: MARGINS.left * part, right: MARGINS.right * part };
}

function isAbove([x, y, z]: Vec3, field: Field): boolean {
  if (!field.holds(x, z, CLEARANCE)) return true;
  const ground = field.height(x, z);
  return y > (Number.isNaN(ground) ? 0 : ground) + CLEARANCE;
}

/** From where to where a pose sees the block, in px from the left. */
export function spanOf(pose: Pose, field: Field): [left: number, right: number] {
  const seen = cornersOf(field).map(([x, y, z]) => pose.project([x, y + MIDDLE, z])[0]);
  return [Math.min(...seen), Math.max(...seen)];
}

/** The block's corners around its middle. */
function cornersOf({ hx, hz }: Field): Vec3[] {
  const corners: Vec3[] = [];
  for (const x of [-hx, hx]) for (const y of [-BASE - MIDDLE, TALL - MIDDLE]) for (const z of [-hz, hz]) corners.push([x, y, z]);
  return corners;
}

/** Places to stand at, the usual one first. */
const AZIMUTHS = [-24, 24, -50, 50, -4];
const ELEVATIONS = [40, 47, 54, 62];
/** A position further down the list must see so much more. */
const PULL = 0.03;
/** So many places of a way are tested for visibility. */
const LOOKED = 24;

/** The place that sees the most of what the scene is about. */
export function chooseOrbit(field: Field, surface: Surface, size: Room): Orbit {
  const wanted = wantedPlaces(field, surface);
  let [best, most]: [Orbit, number] = [DEFAULT, -Infinity];
  ELEVATIONS.forEach((elevation, i) =>
    AZIMUTHS.forEach((azimuth, j) => {
      const orbit = suited({ ...DEFAULT, azimuth, elevation }, size);
      const { eye } = poseOf(orbit, orbit, field, size);
      const score = wanted.reduce((sum, { at, weight }) => sum + (isSeen(field, eye, at) ? weight : 0), 0) - PULL * (2 * i + j);
      if (score > most) [best, most] = [orbit, score];
    }),
  );
  return best;
}

/** In a narrow view the block is turned less and seen from higher up, so that it fills it. */
function suited(orbit: Orbit, { width, height }: Size): Orbit {
  const narrow = 1 - Math.min(1, width / height / 1.2);
  return { ...orbit, azimuth: Math.round(orbit.azimuth * (1 - narrow)), elevation: Math.round(orbit.elevation + 28 * narrow) };
}

/**
 * The surface's own start, its minima, the global ones the more, and the way from
 * the one to these, each kind with its weight. It is the surface's alone: a link shows the
 * relief from where it was seen, wherever the start and the rates were moved.
 */
function wantedPlaces(field: Field, { start, minima }: Surface): { at: Vec3; weight: number }[] {
  const lowest = minima.filter((m) => m.global).map((m) => m.at);
  const ways = lowest.flatMap((at) => Array.from({ length: LOOKED }, (_, i) => between(start, at, (i + 1) / (LOOKED + 1))));
  const kinds: [number, Point[]][] = [[1, [start]], [1, lowest], [1.2, minima.map((m) => m.at)], [1.2, ways]];
  return kinds.flatMap(([weight, points]) => {
    const on = points.filter(([x, y]) => field.holds(field.x(x), field.z(y)));
    return on.map(([x, y]) => ({ at: field.place(x, y), weight: weight / on.length }));
  });
}

function between([ax, ay]: Point, [bx, by]: Point, part: number): Point {
  return [ax + part * (bx - ax), ay + part * (by - ay)];
}
