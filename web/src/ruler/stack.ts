// How the flags stand: side by side where there is room, in rows where there is
// none, and where the ruler has no more rows beside their poles.

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
  /** Its pole is at the cloth's right: the ruler ends to the right, or a line would cross its number, or it stands aside. */
  left: boolean;
  /** It stands beside its pole, which a line leads to. */
  aside: boolean;
}

/** The rows that there are room for: all flags over their poles, or, in as many or fewer, some of them aside. */
export interface Rows {
  over: number;
  aside: number;
}

/** Flags whose poles are nearer than this stand in rows, whatever their cloth: a finger's width, in px. */
export const NEAR = 44;

/** Poles that moved by less than this, in px, stand where they stood. */
const STILL = 1;

/** So much is free between two cloths, in px. */
const GAP = 2;

/** What makes a place aside worse, in px that it is farther: a row lower, a line through the way to it, and one through its number. */
const LOWER = 6;
const BEHIND = 40;
const THROUGH = 400;

/**
 * Places flags on a ruler from left to right: each in the first row where it is
 * near to none; where that takes more rows than there are, those that find none
 * over their pole stand beside it. The ruler ends at end px; a line in front of the
 * flags stands at line px, if there is one. Where no pole has moved since before,
 * all stay where they stood as long as they fit: a finger may be on its way to one.
 * None stands where something else is kept.
 */
export function stacked(flags: readonly Standing[], end: number, room: Rows, line: number | null = null, before: readonly FlagPlace[] = [], kept: readonly FlagPlace[] = []): FlagPlace[] {
  return stayed(flags, end, room, before) ?? placedAnew(flags, end, room, line, kept);
}

/** The places of before, for cloths of the width that they have now; null where a pole has moved, or one does not fit. */
function stayed(flags: readonly Standing[], end: number, room: Rows, before: readonly FlagPlace[]): FlagPlace[] | null {
  if (before.length !== flags.length) return null;
  const kept: FlagPlace[] = [];
  for (const { run, x, width, held } of flags) {
    const old = before.find((place) => place.run === run);
    if (!old || held || Math.abs(old.x - x) >= STILL) return null;
    const edge = old.aside ? (old.left ? old.from + old.width : old.from) : x;
    const place = { ...old, x, from: old.left ? edge - width : edge, width };
    if (place.from < 0 || place.from + width > end || kept.some((other) => isNear(place, other))) return null;
    kept.push(place);
  }
  return hasRoom(kept, room) ? kept.sort((a, b) => a.run - b.run) : null;
}

function hasRoom(places: readonly FlagPlace[], { over, aside }: Rows): boolean {
  return rows(places) <= (places.some((place) => place.aside) ? aside : over);
}

function placedAnew(flags: readonly Standing[], end: number, room: Rows, line: number | null, kept: readonly FlagPlace[]): FlagPlace[] {
  const order = [...flags].sort((a, b) => Number(b.held) - Number(a.held) || a.x - b.x || a.run - b.run);
  const all = (place: (flag: Standing, placed: readonly FlagPlace[]) => FlagPlace) => order.reduce<FlagPlace[]>((placed, flag) => [...placed, place(flag, [...kept, ...placed])], []);
  const over = all((flag, placed) => overPole(flag, end, line, placed));
  const placed = hasRoom(over, room) ? over : all((flag, placed) => inRows(flag, end, line, placed, room.aside));
  return placed.sort((a, b) => a.run - b.run);
}

/** A flag over its pole, in the first row where it is near to none. */
function overPole({ run, x, width }: Standing, end: number, line: number | null, placed: readonly FlagPlace[]): FlagPlace {
  const crossed = line !== null && x < line && line < x + width;
  const left = x + width > end || (crossed && x >= width);
  const place: FlagPlace = { run, x, row: 0, from: left ? x - width : x, width, left, aside: false };
  while (placed.some((other) => isNear(place, other))) place.row++;
  return place;
}

/** A flag over its pole in one of so many rows, or beside it where they are full; below them where nothing is free. */
function inRows(flag: Standing, end: number, line: number | null, placed: readonly FlagPlace[], rows: number): FlagPlace {
  const over = overPole(flag, end, line, placed);
  if (over.row < rows) return over;
  const free = besides(flag, end, placed, rows).filter((place) => !placed.some((other) => isNear(place, other)));
  const cost = (place: FlagPlace) => wayTo(place) + LOWER * place.row + lineCost(place, line);
  return free.sort((a, b) => cost(a) - cost(b))[0] ?? over;
}

/** The places next to those that are taken, on either side. */
function besides({ run, x, width }: Standing, end: number, placed: readonly FlagPlace[], rows: number): FlagPlace[] {
  const edges = placed.flatMap((other) => {
    const { from, width: taken } = target(other);
    return [from + taken + GAP, from - Math.max(NEAR, width) - GAP];
  });
  return edges.flatMap((from) => {
    if (from < 0 || from + Math.max(NEAR, width) > end) return [];
    const left = from + width / 2 < x;
    return Array.from({ length: rows }, (_, row) => ({ run, x, row, from: left ? from + Math.max(NEAR, width) - width : from, width, left, aside: true }));
  });
}

/** How far the cloth's near edge is from its pole. */
function wayTo({ x, from, width }: FlagPlace): number {
  return Math.max(from - x, x - from - width, 0);
}

/** What a line at line px costs a place: it goes through the cloth, or between that and its pole. */
function lineCost({ x, from, width }: FlagPlace, line: number | null): number {
  if (line === null) return 0;
  if (from < line && line < from + width) return THROUGH;
  return Math.min(x, from) < line && line < Math.max(x, from + width) ? BEHIND : 0;
}

/** What a finger takes hold of: the cloth, as wide as a finger at least. */
export function target({ from, width, left }: Pick<FlagPlace, "from" | "width" | "left">): { from: number; width: number } {
  const wide = Math.max(NEAR, width);
  return { from: left ? from + width - wide : from, width: wide };
}

function isNear(a: FlagPlace, b: FlagPlace): boolean {
  if (a.row !== b.row) return false;
  if (!a.aside && !b.aside && Math.abs(a.x - b.x) < NEAR) return true;
  const [one, other] = [target(a), target(b)];
  return one.from < other.from + other.width + GAP && other.from < one.from + one.width + GAP;
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
