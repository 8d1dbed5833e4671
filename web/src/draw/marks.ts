// The marks on the ground: minima and saddles.

import type { Theme } from "./colors.ts";
import type { Crossings } from "./crossings.ts";
import { haloText } from "./layer.ts";
import { type Labels, beside } from "./labels.ts";
import { addStar } from "./shapes.ts";
import { FAINT, type Sheet } from "./sheet.ts";
import type { Point, Surface } from "../wire/wire.ts";

/** What a mark is called. */
export interface MarkWords {
  globalMinimum: string;
  pole: string;
}

/** The room that a mark of full size wants, in pixels each way. */
const MARK_ROOM = 70;

/**
 * A filled star is a global minimum, an open one a local minimum, a cross a
 * saddle. Where hundreds stand close the lesser ones are drawn smaller, so that
 * the ground between them is seen; looking closer brings their size back.
 */
export function paintMarks(sheet: Sheet, surface: Surface): void {
  const { pen, theme } = sheet;
  const seen = (at: Point) => sheet.spot(at, 10 * theme.scale);
  const saddles = surface.saddles.map(seen).filter((spot) => spot !== null);
  const minima = surface.minima.map(({ at, global }) => ({ spot: seen(at), global })).filter(({ spot }) => spot !== null);
  const size = theme.scale * markSize(saddles.length + minima.length, sheet.span);
  for (const { x, y, clear } of saddles) faintly(pen, clear, () => paintSaddle(pen, x, y, size, theme));
  for (const { spot, global } of minima) {
    const { x, y, clear } = spot!;
    faintly(pen, clear, () => paintMinimum(pen, x, y, global ? theme.scale : size, global, theme));
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

function paintMinimum(pen: CanvasRenderingContext2D, x: number, y: number, size: number, global: boolean, theme: Theme): void {
  pen.lineJoin = "round";
  pen.beginPath();
  addStar(pen, x, y, 10 * size);
  pen.strokeStyle = theme.halo;
  pen.lineWidth = 4.5 * size;
  pen.stroke();
  pen.fillStyle = global ? theme.text : theme.paper;
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

/** What the map names, and where: the global minimum if it is one, for several are told by their stars; else a pole. */
export function named(surface: Surface, words: MarkWords): { at: Point; text: string } | null {
  const global = surface.minima.filter((m) => m.global);
  if (global.length === 1) return { at: global[0].at, text: words.globalMinimum };
  return surface.pole && global.length === 0 ? { at: surface.pole, text: words.pole } : null;
}

/** Names the global minimum where it is one, or a pole; crossings tell which places fewest lines of runs cross. */
export function paintMinimumLabel(sheet: Sheet, surface: Surface, words: MarkWords, labels: Labels, crossings?: Crossings): void {
  const { pen, theme } = sheet;
  const name = named(surface, words);
  const spot = name && sheet.spot(name.at);
  if (!name || !spot) return;
  const size = 13 * theme.scale;
  pen.font = `${size}px ${theme.font}`;
  const places = beside(spot.x, spot.y, 16 * theme.scale, pen.measureText(name.text).width, size * 1.3);
  const place = labels.put(crossings?.clearest(places) ?? places);
  if (!place) return;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, name.text, place.x, place.y + place.height / 2, theme.text, theme.halo);
}
