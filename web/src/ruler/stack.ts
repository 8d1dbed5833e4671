// How the flags stand: side by side where there is room, in rows where there is none.

/** A flag that is to be placed. */
export interface Standing {
  run: number;
  /** Of the pole, and of the cloth, in px. */
  x: number;
  width: number;
  /** In the hand: it keeps the first row. */
  held: boolean;
}

/** Where a flag stands. */
export interface FlagPlace {
  run: number;
  x: number;
  row: number;
  /** The cloth's left edge and width. */
  from: number;
  width: number;
  /** It flies to the left of its pole, since the ruler ends to the right, or a line would cross its number. */
  left: boolean;
}

/** Flags whose poles are nearer than this stand in rows, whatever their cloth: a finger's width, in px. */
export const NEAR = 44;

/** Poles that moved by less than this, in px, stand where they stood. */
const STILL = 1;

/**
 * Places flags on a ruler from left to right: each in the first row where it is
 * near to none. The ruler ends at end px; a line in front of the flags stands at
 * line px, if there is one. Where no pole has moved since before, all stay where
 * they stood as long as they fit: a finger may be on its way to one.
 */
export function stacked(flags: readonly Standing[], end: number, line: number | null = null, before: readonly FlagPlace[] = []): FlagPlace[] {
  return stayed(flags, end, before) ?? placedAnew(flags, end, line);
}

/** The places of before, for cloths of the width that they have now; null where a pole has moved, or one does not fit. */
function stayed(flags: readonly Standing[], end: number, before: readonly FlagPlace[]): FlagPlace[] | null {
  if (before.length !== flags.length) return null;
  const kept: FlagPlace[] = [];
  for (const { run, x, width, held } of flags) {
    const old = before.find((place) => place.run === run);
    if (!old || held || Math.abs(old.x - x) >= STILL || (!old.left && x + width > end)) return null;
    const place = { ...old, x, from: old.left ? x - width : x, width };
    if (kept.some((other) => other.row === place.row && isNear(place, other))) return null;
    kept.push(place);
  }
  return kept.sort((a, b) => a.run - b.run);
}

function placedAnew(flags: readonly Standing[], end: number, line: number | null): FlagPlace[] {
  const placed: FlagPlace[] = [];
  const order = [...flags].sort((a, b) => Number(b.held) - Number(a.held) || a.x - b.x || a.run - b.run);
  for (const { run, x, width } of order) {
    const crossed = line !== null && x < line && line < x + width;
    const left = x + width > end || (crossed && x >= width);
    const place: FlagPlace = { run, x, row: 0, from: left ? x - width : x, width, left };
    while (placed.some((other) => other.row === place.row && isNear(place, other))) place.row++;
    placed.push(place);
  }
  return placed.sort((a, b) => a.run - b.run);
}

function isNear(a: FlagPlace, b: FlagPlace): boolean {
  return Math.abs(a.x - b.x) < NEAR || (a.from < b.from + b.width + 2 && b.from < a.from + a.width + 2);
}

/** How many rows there are. */
export function rows(places: readonly FlagPlace[]): number {
  return places.reduce((most, { row }) => Math.max(most, row + 1), 0);
}

/** The run whose pole is nearest to a place and within reach of it, in px; -1 for none. */
export function nearestFlag(places: readonly FlagPlace[], x: number, reach: number): number {
  const off = (place: FlagPlace) => Math.abs(place.x - x);
  const near = places.filter((place) => off(place) <= reach).sort((a, b) => off(a) - off(b));
  return near[0]?.run ?? -1;
}
