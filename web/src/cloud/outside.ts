// How many members are outside the picture at the playhead, in a corner of it: what is
// not drawn is told.
import { type LabelBox, type Labels, shared } from "../draw/labels.ts";
import type { Sheet } from "../draw/sheet.ts";
import type { Size } from "../plane/view.ts";
import { type Cloud, placeAt } from "./cloud.ts";
import { said } from "./said.ts";
import { paintRows, rowsSize } from "./shares.ts";

/** So many of a run's members are outside. */
export interface Outside {
  run: number;
  members: number;
  of: number;
}

/** How far from the picture's edges the note stands, in px: the axes' numbers are below it; the tools are above it where they take the top. */
const EDGE = { side: 34, foot: 26, top: 10, tools: 60 };

/** The runs some of whose members are outside at a step, once all of these have come; isIn tells which places are seen. */
export function outsideOf(clouds: readonly (Cloud | null)[], hidden: ReadonlySet<number>, position: number, isIn: (at: [number, number]) => boolean): Outside[] {
  return clouds.flatMap((cloud, run) => {
    if (!cloud?.ends || hidden.has(run)) return [];
    const members = cloud.members.filter((path) => !isIn(placeAt(path, cloud.every, position))).length;
    return members > 0 ? [{ run, members, of: cloud.members.length }] : [];
  });
}

/** Whether a place is on the picture; of a relief, on its block, wherever the eye is. */
export function isOn(sheet: Sheet, at: [number, number]): boolean {
  return sheet.flat ? sheet.spot(at) !== null : sheet.plan.shows(sheet.plan.x(at[0]), sheet.plan.y(at[1]));
}

/** How many of a run's members are outside, in words. */
export function outsideSentence({ members, of }: Outside): string {
  return said("outside", { members, total: of });
}

/** The corner of a picture where they are written: it stays as long as the picture is of the same place, whatever moves there. */
export class OutsideCorner {
  private corner = -1;
  private place = "";

  /** Takes the corner's place for a note of a size, at first the first one that is free, or the one of which least is taken; place tells what the picture is of. */
  put(place: string, size: Size, width: number, height: number, scale: number, labels: Labels): LabelBox {
    const corners = cornersOf(size, width, height, scale);
    const now = [place, size.width, size.height].join();
    if (now !== this.place) [this.corner, this.place] = [-1, now];
    if (this.corner < 0) this.corner = leastTaken(corners, labels.places);
    const kept = corners[this.corner]!;
    labels.reserve(kept);
    return kept;
  }
}

/** Writes them in their corner of a picture of that size and place; ink is a run's colour for text. */
export function paintOutside(sheet: Sheet, size: Size, place: string, outside: readonly Outside[], corner: OutsideCorner, labels: Labels, ink: (run: number) => string): void {
  if (outside.length === 0) return;
  const rows = outside.map((each) => ({ run: each.run, text: outsideSentence(each) }));
  const { width, height } = rowsSize(sheet, rows.map(({ text }) => text));
  paintRows(sheet, corner.put(place, size, width, height, sheet.theme.scale, labels), rows, ink);
}

/** At the foot, left and right, then at the top, and last below the tools, which take the whole top of a narrow picture. */
function cornersOf({ width: w, height: h }: Size, width: number, height: number, s: number): LabelBox[] {
  const [left, right, foot, top, lower] = [EDGE.side * s, w - EDGE.side * s - width, h - EDGE.foot * s - height, EDGE.top * s, EDGE.tools * s];
  return [[left, foot], [right, foot], [left, top], [right, top], [left, lower], [right, lower]].map(([x, y]) => ({ x: x!, y: y!, width, height }));
}

/** Which of the places has the smallest part under others. */
function leastTaken(places: readonly LabelBox[], others: readonly LabelBox[]): number {
  const taken = places.map((place) => others.reduce((sum, other) => sum + shared(place, other), 0));
  return taken.indexOf(Math.min(...taken));
}
