// Runs that share their way, side by side: each is drawn in a lane of its own, so
// that none is buried under another.

import type { Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";

type Way = Pick<Trajectory, "x" | "y" | "length">;
type Place = [number, number];

/** How far lanes are apart, in px. */
const LANE = 3.5;
/** Ways this close are one, in px. */
const CLOSE = 2.5;
/** The part of the shorter way that must lie on the other. */
const SHARED = 0.8;
/** A way shorter than this hides nothing, in px. */
const SHORT = 24;
/** Places of a way closer than this to the last count once, in px. */
const APART = 4;
/** So many places along a way are compared, with so many lines of another. */
const [PLACES, LINES] = [48, 240];

/** How far each run is drawn beside its way, in px at scale 1; 0 for one that shares it with none. */
export function lanesOf(runs: { trajectory: Way }[], hidden: ReadonlySet<number>, view: View): number[] {
  const ways = runs.map(({ trajectory }, i) => (hidden.has(i) ? [] : placesOf(trajectory, view)));
  const group = runs.map((_, i) => i);
  for (let i = 0; i < runs.length; i++) {
    for (let j = 0; j < i; j++) {
      if (share(ways[i], ways[j])) join(group, i, j);
    }
  }
  return group.map((leader, i) => {
    const lanes = group.flatMap((other, j) => (other === leader ? [j] : []));
    return LANE * (lanes.indexOf(i) - (lanes.length - 1) / 2);
  });
}

/** The places of a way on the map, in px; it ends where it leaves it. */
function placesOf({ x, y, length }: Way, view: View): Place[] {
  const places: Place[] = [];
  for (let k = 0; k < length && places.length < LINES; k++) {
    const at: Place = [view.x(x[k]), view.y(y[k])];
    if (!at.every(Number.isFinite)) break;
    const last = places.at(-1);
    if (last && Math.hypot(at[0] - last[0], at[1] - last[1]) < APART) continue;
    places.push(at);
    if (!view.shows(at[0], at[1])) break;
  }
  return places;
}

function share(a: Place[], b: Place[]): boolean {
  const [shorter, longer] = extent(a) < extent(b) ? [a, b] : [b, a];
  if (extent(shorter) < SHORT) return false;
  const looked = spread(shorter);
  let off = 0;
  for (const at of looked) {
    if (longer.some((to, i) => i > 0 && distance(at, longer[i - 1], to) < CLOSE)) continue;
    if (looked.length - ++off < SHARED * looked.length) return false; // most pairs share nothing: that is soon seen
  }
  return true;
}

/** Places spread evenly along a way, its start left out, which all runs share. */
function spread(places: Place[]): Place[] {
  const lengths = places.map(([x, y], i) => (i === 0 ? 0 : Math.hypot(x - places[i - 1][0], y - places[i - 1][1])));
  const every = Math.max(APART, lengths.reduce((sum, length) => sum + length, 0) / PLACES);
  const found: Place[] = [];
  let left = every;
  for (let i = 1; i < places.length; i++) {
    const [[ax, ay], [bx, by]] = [places[i - 1], places[i]];
    for (; left <= lengths[i]; left += every) found.push([ax + ((bx - ax) * left) / lengths[i], ay + ((by - ay) * left) / lengths[i]]);
    left -= lengths[i];
  }
  return found;
}

function extent(places: Place[]): number {
  const [first] = places;
  return first ? Math.max(...places.map(([x, y]) => Math.hypot(x - first[0], y - first[1]))) : 0;
}

/** From a place to a line's nearest point. */
function distance([x, y]: Place, [ax, ay]: Place, [bx, by]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const part = length > 0 ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - part * dx, y - ay - part * dy);
}

function join(group: number[], i: number, j: number): void {
  const [from, to] = [group[i], group[j]];
  group.forEach((leader, k) => {
    if (leader === from) group[k] = to;
  });
}

/**
 * Which way a lane lies beside a line: a unit normal, the same for a line and for
 * the way back on it. Null for a line too short to tell.
 */
export function sideOf(dx: number, dy: number): Place | null {
  const length = Math.hypot(dx, dy);
  if (!(length > 1)) return null;
  const turned = dx < 0 || (dx === 0 && dy < 0) ? -1 : 1;
  return [(-dy / length) * turned + 0, (dx / length) * turned + 0]; // without −0
}
