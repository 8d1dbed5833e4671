// Flags, and beside the line of the limit its number: where flags leave it no room,
// they make some.
import type { LabelBox } from "../draw/labels.ts";
import { roomFor, type Geometry } from "./geometry.ts";
import { packed } from "./pack.ts";
import { END, type FlagPlace, type Standing } from "./places.ts";
import { isAcross, rows, stacked } from "./stack.ts";
import { FlagWords } from "./words-at-flags.ts";

/** Where the flags stand, and the words among them. */
export interface Arrangement {
  places: FlagPlace[];
  words: FlagWords;
  /** The limit's number; null where it has none, or where flags take all of the ruler. */
  label: LabelBox | null;
}

/** Places flags, as they stood before where that goes on; line is where the limit stands, width its number's once that is known, and lesser where the limits of lesser minima do. */
export function arranged(g: Geometry, flags: readonly Standing[], line: number | null, width: number | null, before: readonly FlagPlace[] = [], lesser: readonly number[] = []): Arrangement {
  const room = roomFor(g);
  const around = (kept: readonly FlagPlace[], before: readonly FlagPlace[]): Arrangement => {
    const places = stacked(flags, g.width - END, room, line, before, kept, packed);
    const words = new FlagWords(g, places, line, lesser);
    return { places, words, label: width === null ? null : words.besideLine(width) };
  };
  const usual = around([], before);
  if (usual.label || line === null || width === null) return usual;
  const others: Arrangement[] = [];
  const across = (places: readonly FlagPlace[]) => places.filter((place) => isAcross(place, line)).length;
  const most = Math.max(room.over, room.aside);
  for (const kept of besideLine(g, line, FlagWords.across(g, width), most)) {
    const other = around([kept], []);
    if (rows(other.places) > most || across(other.places) > across(usual.places)) continue;
    if (other.label) return other;
    others.push(other);
  }
  for (const each of [usual, ...others]) { // poles are everywhere
    const label = each.words.besideLine(width, true);
    if (label) return { ...each, label };
  }
  return usual;
}

/** What may be kept for a number beside a line, in so many rows, the lowest first. */
function besideLine(g: Geometry, line: number, width: number, rows: number): FlagPlace[] {
  const sides = [line - width, line].filter((from) => from >= 0 && from + width <= g.width);
  return Array.from({ length: rows }, (_, i) => rows - 1 - i).flatMap((row) => sides.map((from): FlagPlace => ({ run: -1, x: line, row, from, width, left: false, aside: true })));
}
