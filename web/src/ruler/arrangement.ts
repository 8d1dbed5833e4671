// Flags, and beside the line of the limit its number: where flags leave it no room,
// they make some.
import type { LabelBox } from "../draw/labels.ts";
import { roomFor, type Geometry } from "./geometry.ts";
import { rows, stacked, type FlagPlace, type Standing } from "./stack.ts";
import { FlagWords } from "./words-at-flags.ts";

/** The room that no flag takes at the ruler's right end, in px. */
const END = 4;

/** Where the flags stand, and the words among them. */
export interface Arrangement {
  places: FlagPlace[];
  words: FlagWords;
  /** The limit's number; null where it has none, or where flags take all of the ruler. */
  label: LabelBox | null;
}

/** Places flags, as they stood before where that goes on; line is where the limit stands, and width its number's once that is known. */
export function arranged(g: Geometry, flags: readonly Standing[], line: number | null, width: number | null, before: readonly FlagPlace[] = []): Arrangement {
  const room = roomFor(g);
  const around = (kept: readonly FlagPlace[], before: readonly FlagPlace[]) => {
    const places = stacked(flags, g.width - END, room, line, before, kept);
    const words = new FlagWords(g, places, line);
    return { places, words, label: width === null ? null : words.besideLine(width) };
  };
  const usual = around([], before);
  if (usual.label || line === null || width === null) return usual;
  const most = Math.max(room.over, room.aside);
  const across = FlagWords.across(g, width);
  const options = Array.from({ length: most }, (_, i) => most - 1 - i).flatMap((row) => [line - across, line].map((from) => ({ run: -1, x: line, row, from, width: across, left: false, aside: true })));
  for (const kept of options.filter(({ from }) => from >= 0 && from + across <= g.width)) {
    const other = around([kept], []);
    if (other.label && rows(other.places) <= most) return other;
  }
  return usual;
}
