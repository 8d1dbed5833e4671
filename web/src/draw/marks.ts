// The marks on the ground: minima and saddles.

import { type BasinImage, hueAt } from "./basin-image.ts";
import type { Theme } from "./colors.ts";
import type { Crossings } from "./crossings.ts";
import { haloText } from "./canvas.ts";
import { type Labels, type LabelBox, beside } from "./labels.ts";
import { addStar } from "./shapes.ts";
import { FAINT, type Sheet, type Spot } from "./sheet.ts";
import type { Point, Surface } from "../wire/wire.ts";
import { moreDigits, shownLoss } from "../words/numbers.ts";

/** What a mark is called. */
export interface MarkWords {
  globalMinimum(loss: string): string;
  pole: string;
  rise: string;
}

/** The room that a mark of full size wants, in pixels each way. */
const MARK_ROOM = 70;

/**
 * A filled star is a global minimum, an open one a local minimum, a cross a
 * saddle; over basins a star has the hue of its own. Where hundreds stand close the lesser ones are drawn smaller, so that
 * the ground between them is seen; looking closer brings their size back.
 */
export function paintMarks(sheet: Sheet, surface: Surface, basins?: BasinImage | null): void {
  const { pen, theme } = sheet;
  const seen = (at: Point) => sheet.spot(at, 10 * theme.scale);
  const saddles = surface.saddles.map(seen).filter((spot) => spot !== null);
  const minima = surface.minima.map(({ at, global }) => ({ spot: seen(at), global, hue: hueAt(basins ?? null, at) })).filter(({ spot }) => spot !== null);
  const size = theme.scale * markSize(saddles.length + minima.length, sheet.span);
  for (const { x, y, clear } of saddles) faintly(pen, clear, () => paintSaddle(pen, x, y, size, theme));
  for (const { spot, global, hue } of minima) {
    const { x, y, clear } = spot!;
    faintly(pen, clear, () => paintMinimum(pen, x, y, global ? theme.scale : size, hue ?? (global ? theme.text : theme.paper), theme));
  }
}

/** Paints with little ink what is not clear to see. */
function faintly(pen: CanvasRenderingContext2D, clear: boolean, paint: () => void): void {
  pen.globalAlpha = clear ? 1 : FAINT;
  paint();
  pen.globalAlpha = 1;
}

/** How large n marks are drawn on a picture of a size in px: 1 where there is room for each, less in a crowd. */
export function markSize(n: number, { width, height }: { width: number; height: number }): number {
  const room = Math.sqrt((width * height) / Math.max(1, n));
  return Math.min(1, Math.max(0.35, room / MARK_ROOM));
}

function paintMinimum(pen: CanvasRenderingContext2D, x: number, y: number, size: number, fill: string, theme: Theme): void {
  pen.lineJoin = "round";
  pen.beginPath();
  addStar(pen, x, y, 10 * size);
  pen.strokeStyle = theme.halo;
  pen.lineWidth = 4.5 * size;
  pen.stroke();
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1.5 * size;
  pen.stroke();
}

function paintSaddle(pen: CanvasRenderingContext2D, x: number, y: number, size: number, theme: Theme): void {
  const r = 6.2 * size;
  pen.lineCap = "round";
  pen.beginPath();
  pen.moveTo(x - r, y - r);
  pen.lineTo(x + r, y + r);
  pen.moveTo(x - r, y + r);
  pen.lineTo(x + r, y - r);
  for (const [ink, lineWidth] of [[theme.halo, 5], [theme.text, 2]] as const) {
    pen.strokeStyle = ink;
    pen.lineWidth = lineWidth * size;
    pen.stroke();
  }
}

/** What is written at a place of the plane. */
export interface MarkName {
  at: Point;
  text: string;
  /** Of the global minimum, or a pole: it comes first, and stands out. */
  main: boolean;
}

/** With more minima than this none but the lowest has its loss written beside it. */
const NAMED = 12;

/** What the picture names, and where: the minima by their losses, the lowest as what it is; a pole where there is no lowest, and one that the loss rises to. */
export function named({ minima, pole, rise }: Surface, words: MarkWords): MarkName[] {
  const global = minima.filter((m) => m.global);
  const one = global.length === 1;
  const said = (loss: number) => shownLoss(loss, one ? moreDigits(global[0]!.loss, minima.map((m) => m.loss), shownLoss) : 0);
  const names: MarkName[] = one ? [{ at: global[0]!.at, text: words.globalMinimum(said(global[0]!.loss)), main: true }] : [];
  if (pole && global.length === 0) names.push({ at: pole, text: words.pole, main: true });
  if (rise) names.push({ at: rise, text: words.rise, main: true });
  if (minima.length > NAMED) return names;
  return [...names, ...minima.filter((m) => !one || !m.global).map(({ at, loss }) => ({ at, text: said(loss), main: false }))];
}

/** Marks smaller than this stand so close that no label finds room between them. */
const CROWD = 0.6;

/** Keeps labels off the marks; of a crowd off the global minima alone, so that what is told of a place stands near it. */
export function reserveMarks(sheet: Sheet, { minima, saddles }: Surface, labels: Labels): void {
  const r = 11 * sheet.theme.scale;
  const marks = [...minima, ...saddles.map((at) => ({ at, global: false }))].flatMap(({ at, global }) => {
    const spot = sheet.spot(at);
    return spot ? [{ spot, global }] : [];
  });
  const crowd = markSize(marks.length, sheet.span) < CROWD;
  for (const { spot, global } of marks) if (global || !crowd) labels.reserve({ x: spot.x - r, y: spot.y - r, width: 2 * r, height: 2 * r });
}

/** Writes the names of the marks, whose places are reserved, where there is room; crossings tell which places fewest lines of runs cross. */
export function paintMarkLabels(sheet: Sheet, surface: Surface, words: MarkWords, labels: Labels, crossings?: Crossings): void {
  const { pen, theme } = sheet;
  for (const { at, text, main } of named(surface, words)) {
    const spot = sheet.spot(at, 0, true);
    if (spot) write(main ? 13.5 : 12, main ? 650 : 500, text, spot);
  }

  function write(points: number, weight: number, text: string, { x, y }: Spot): void {
    const size = points * theme.scale;
    pen.font = `${weight} ${size}px ${theme.font}`;
    const [right, left, below, above] = beside(x, y, 13 * theme.scale, pen.measureText(text).width, size * 1.3) as [LabelBox, LabelBox, LabelBox, LabelBox];
    const places = [below, above, right, left];
    const place = labels.put(crossings?.clearest(places) ?? places);
    if (!place) return;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    haloText(pen, text, place.x, place.y + place.height / 2, theme.text, theme.halo);
  }
}
