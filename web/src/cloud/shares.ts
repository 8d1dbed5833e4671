// How many members of each run end at a minimum, as numbers beside its star.
import { strokeCased } from "../draw/casing.ts";
import { runColor, runShape } from "../draw/colors.ts";
import { beside, type Labels, type LabelBox } from "../draw/labels.ts";
import { addShape } from "../draw/shapes.ts";
import type { Sheet, Spot } from "../draw/sheet.ts";
import type { Point } from "../wire/wire.ts";
import type { Cloud } from "./cloud.ts";
import { said } from "./said.ts";

/** The members of some runs that end at one minimum. */
export interface Share {
  at: Point;
  rows: { run: number; members: number; of: number }[];
}

/** The shares of all runs that are drawn, by minimum, the lowest first. */
export function sharesOf(clouds: readonly (Cloud | null)[], hidden: ReadonlySet<number>): Share[] {
  const shares: (Share & { index: number | null; loss: number })[] = [];
  clouds.forEach((cloud, run) => {
    if (!cloud?.ends || hidden.has(run)) return;
    const { minima, near } = cloud.ends;
    for (const { index, at, loss, members } of minima) {
      const same = shares.find((share) => share.index === index && (index !== null || Math.hypot(share.at[0] - at[0], share.at[1] - at[1]) <= near));
      const share = same ?? { at, index, loss, rows: [] };
      if (!same) shares.push(share);
      share.rows.push({ run, members, of: cloud.ends.members });
    }
  });
  return shares.sort((a, b) => a.loss - b.loss).map(({ at, rows }) => ({ at, rows }));
}

/** The size of the numbers, of a row of them, and of the room around them, in px. */
const SIZE = 14;
const ROW = 18;
const PAD = 6;
const SIGN = 15;
/** How far from a star its numbers stand, in px; further where there is no room near it. */
const GAPS = [13, 22, 40];
/** Numbers further from their star than this, in px, are joined to it by a line. */
const CLOSE = 16;

/** Writes the shares, where they cover no other label; ink is a run's colour for text. */
export function paintShares(sheet: Sheet, shares: readonly Share[], labels: Labels, ink: (run: number) => string): void {
  const s = sheet.theme.scale;
  for (const { at } of shares) {
    const spot = sheet.spot(at);
    if (spot) labels.reserve({ x: spot.x - 11 * s, y: spot.y - 11 * s, width: 22 * s, height: 22 * s });
  }
  const stars = shares.flatMap(({ at }) => sheet.spot(at) ?? []);
  for (const { at, rows } of shares) {
    const spot = sheet.spot(at);
    if (!spot) continue;
    const texts = rows.map(({ members, of }) => said("share", { members, total: of }));
    const { width, height } = rowsSize(sheet, texts);
    const places = GAPS.flatMap((gap) => around(spot.x, spot.y, gap * s, width, height));
    const place = labels.put(ownPlaces(places, spot, stars)) ?? labels.put(places) ?? labels.nudge(places[0]!);
    paintLeader(sheet, spot, place);
    paintRows(sheet, place, rows.map(({ run }, i) => ({ run, text: texts[i]! })), ink);
  }
}

/** A place of the picture, in px. */
type Place = Pick<Spot, "x" | "y">;

/** The places that are nearer to their own star than to any other: elsewhere numbers seem to be the other's. */
export function ownPlaces(places: readonly LabelBox[], own: Place, stars: readonly Place[]): LabelBox[] {
  return places.filter((place) => stars.every((star) => apart(star, place) >= apart(own, place)));
}

/** How far a box is from a place, in px; 0 inside. */
function apart(from: Place, box: LabelBox): number {
  const [x, y] = nearest(box, from);
  return Math.hypot(x - from.x, y - from.y);
}

/** The point of a box that is nearest to a place. */
function nearest({ x, y, width, height }: LabelBox, to: Place): [number, number] {
  return [Math.min(x + width, Math.max(x, to.x)), Math.min(y + height, Math.max(y, to.y))];
}

/** A line from a star to numbers that do not stand close beside it. */
function paintLeader({ pen, theme }: Sheet, spot: Place, place: LabelBox): void {
  if (apart(spot, place) <= CLOSE * theme.scale) return;
  pen.beginPath();
  pen.moveTo(spot.x, spot.y);
  pen.lineTo(...nearest(place, spot));
  strokeCased(pen, theme, theme.text, 1.6 * theme.scale);
}

/** The places beside a star and at its corners. */
function around(x: number, y: number, gap: number, width: number, height: number): LabelBox[] {
  const corners = [[gap, gap], [gap, -gap - height], [-gap - width, gap], [-gap - width, -gap - height]] as const;
  return [...beside(x, y, gap, width, height), ...corners.map(([dx, dy]) => ({ x: x + 0.7 * dx, y: y + 0.7 * dy, width, height }))];
}

/** How large rows of text are together, in px. */
export function rowsSize({ pen, theme }: Pick<Sheet, "pen" | "theme">, texts: readonly string[]): { width: number; height: number } {
  pen.font = `650 ${SIZE * theme.scale}px ${theme.font}`;
  const width = Math.max(...texts.map((text) => pen.measureText(text).width)) + (SIGN + 2 * PAD) * theme.scale;
  return { width, height: (texts.length * ROW + PAD) * theme.scale };
}

/** Writes rows of text on a ground of paper, each with its run's sign; ink is a run's colour for text. */
export function paintRows(sheet: Pick<Sheet, "pen" | "theme">, place: LabelBox, rows: readonly { run: number; text: string }[], ink: (run: number) => string): void {
  const { pen, theme } = sheet;
  const s = theme.scale;
  paintChip(sheet, place);
  pen.font = `650 ${SIZE * s}px ${theme.font}`;
  rows.forEach(({ run, text }, i) => {
    const y = place.y + (PAD / 2 + (i + 0.5) * ROW) * s;
    pen.beginPath();
    addShape(pen, runShape(theme, run), place.x + (PAD + 5) * s, y, 4.5 * s);
    pen.fillStyle = runColor(theme, run);
    pen.fill();
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.fillStyle = ink(run);
    pen.fillText(text, place.x + (PAD + SIGN) * s, y + 0.5);
  });
}

function paintChip({ pen, theme }: Pick<Sheet, "pen" | "theme">, { x, y, width, height }: LabelBox): void {
  pen.beginPath();
  pen.roundRect(x, y, width, height, 5);
  pen.globalAlpha = 0.92;
  pen.fillStyle = theme.paper;
  pen.fill();
  pen.globalAlpha = 1;
  pen.lineWidth = 1;
  pen.strokeStyle = theme.line;
  pen.stroke();
}
