// How the flags stand: side by side where there is room, in rows where there is
// none, and where the ruler has no more rows beside their poles. On which side of the
// limit's line a flag stands is a claim: it stands where its pole does.
import type { packed } from "./pack.ts";
import { GAP, NEAR, type FlagPlace, type Rows, type Standing } from "./places.ts";

/** Poles that moved by less than this, in px, stand where they stood. */
const STILL = 1;

/** Edges that are computed in two ways differ by less than this, in px. */
const ROUNDING = 1e-6;

/** What finds places for flags that have no room over their poles. */
type Pack = typeof packed;

/**
 * Places flags on a ruler from left to right: each in the first row where it is
 * near to none; where that takes more rows than there are, or one has no room over
 * its pole, some stand beside theirs. The ruler ends at end px; a line in front of the
 * flags stands at line px, if there is one. Where no pole has moved since before,
 * all stay where they stood as long as they fit: a finger may be on its way to one.
 * None stands where something else is kept. What packs them comes after the first
 * picture: until then they take as many rows as they need.
 */
export function stacked(flags: readonly Standing[], end: number, room: Rows, line: number | null = null, before: readonly FlagPlace[] = [], kept: readonly FlagPlace[] = [], pack: Pack | null = null): FlagPlace[] {
  return stayed(flags, end, room, line, before) ?? placedAnew(flags, end, room, line, kept, pack);
}

/** The places of before, for cloths of the width that they have now; null where a pole has moved, or one does not fit. */
function stayed(flags: readonly Standing[], end: number, room: Rows, line: number | null, before: readonly FlagPlace[]): FlagPlace[] | null {
  if (before.length !== flags.length) return null;
  const kept: FlagPlace[] = [];
  for (const { run, x, held, ...flag } of flags) {
    const old = before.find((place) => place.run === run);
    const width = old?.bare ? (flag.bare ?? flag.width) : flag.width;
    if (!old || held || Math.abs(old.x - x) >= STILL) return null;
    const edge = old.aside ? (old.left ? old.from + old.width : old.from) : x;
    const place = { ...old, x, from: old.left ? edge - width : edge, width };
    if (place.from < 0 || place.from + width > end || isAcross(place, line) || kept.some((other) => touches(place, other))) return null;
    kept.push(place);
  }
  return hasRoom(kept, room) ? kept.sort((a, b) => a.run - b.run) : null;
}

function hasRoom(places: readonly FlagPlace[], { over, aside }: Rows): boolean {
  return rows(places) <= (places.some((place) => place.aside) ? aside : over);
}

function placedAnew(flags: readonly Standing[], end: number, room: Rows, line: number | null, kept: readonly FlagPlace[], pack: Pack | null): FlagPlace[] {
  const over = overPoles(flags, end, line, kept);
  const fits = over !== null && hasRoom(over, room);
  const placed = pack && !fits ? pack(flags, end, room.aside, line, kept) : (over ?? overPoles(flags, end, null, kept) ?? []);
  return [...placed].sort((a, b) => a.run - b.run);
}

/** All flags over their poles, the one in the hand first; null where one has no room there. */
function overPoles(flags: readonly Standing[], end: number, line: number | null, kept: readonly FlagPlace[]): FlagPlace[] | null {
  const order = [...flags].sort((a, b) => Number(b.held) - Number(a.held) || a.x - b.x || a.run - b.run);
  const placed: FlagPlace[] = [];
  for (const flag of order) {
    const place = overPole(flag, end, line, [...kept, ...placed]);
    if (!place) return null;
    placed.push(place);
  }
  return placed;
}

/** A flag over its pole, in the first row where it is near to none; null where neither side has room. */
function overPole({ run, x, width }: Standing, end: number, line: number | null, placed: readonly FlagPlace[]): FlagPlace | null {
  const sides = [false, true].map((left): FlagPlace => ({ run, x, row: 0, from: left ? x - width : x, width, left, aside: false }));
  const place = sides.find((side) => side.from >= 0 && side.from + width <= end && !isAcross(side, line));
  if (!place) return null;
  while (placed.some((other) => isNear(place, other))) place.row++;
  return place;
}

/** Whether a part of a flag's cloth is on the other side of a line than its pole. */
export function isAcross({ x, from, width }: Pick<FlagPlace, "x" | "from" | "width">, line: number | null): boolean {
  return line !== null && (x < line ? from + width > line + ROUNDING : from < line - ROUNDING);
}

/** What a finger takes hold of: the cloth, as wide as a finger at least. */
export function target({ from, width, left }: Pick<FlagPlace, "from" | "width" | "left">): { from: number; width: number } {
  const wide = Math.max(NEAR, width);
  return { from: left ? from + width - wide : from, width: wide };
}

function isNear(a: FlagPlace, b: FlagPlace): boolean {
  if (a.row === b.row && !a.aside && !b.aside && Math.abs(a.x - b.x) < NEAR) return true;
  return touches(a, b);
}

function touches(a: FlagPlace, b: FlagPlace): boolean {
  const [one, other] = [target(a), target(b)];
  return a.row === b.row && one.from < other.from + other.width + GAP - ROUNDING && other.from < one.from + one.width + GAP - ROUNDING;
}

/** How many rows there are. */
export function rows(places: readonly FlagPlace[]): number {
  return places.reduce((most, { row }) => Math.max(most, row + 1), 0);
}

/** How many flags stand between a flag aside and its pole, on its side and in its row: its line goes below theirs. */
export function within(place: FlagPlace, places: readonly FlagPlace[]): number {
  return places.filter((other) => other !== place && other.aside && other.row === place.row && other.left === place.left && (place.left ? other.from > place.from : other.from < place.from)).length;
}

/** The run whose pole is nearest to a place and within reach of it, in px; -1 for none. */
export function nearestFlag(places: readonly FlagPlace[], x: number, reach: number): number {
  const off = (place: FlagPlace) => Math.abs(place.x - x);
  const near = places.filter((place) => off(place) <= reach).sort((a, b) => off(a) - off(b));
  return near[0]?.run ?? -1;
}
