// What stands on the ground: axes with ticks, minima and saddles.

import type { Theme } from "./colors.ts";
import type { Crossings } from "./crossings.ts";
import { haloText } from "./layer.ts";
import { type Labels, beside } from "./labels.ts";
import { addStar } from "./shapes.ts";
import { tickStep, tickText, ticks } from "./ticks.ts";
import { type View, height, width } from "../plane/view.ts";
import type { Point, Surface } from "../wire/wire.ts";

export interface AxisWords {
  w1: string;
  w2: string;
  /** An axis whose unit is drawn so many times as large as the other's. */
  stretched(name: string, times: number): string;
}

const TICK = 5;

/** Ticks with numbers along the left and lower edge, inside the map. */
export function paintAxes(
  pen: CanvasRenderingContext2D,
  view: View,
  theme: Theme,
  words: AxisWords,
): void {
  const size = 11.5 * theme.scale;
  pen.font = `${size}px ${theme.font}`;
  const { stretch } = view;
  paintXAxis(pen, view, theme, size, stretch > 1 ? words.stretched(words.w1, stretch) : words.w1);
  paintYAxis(pen, view, theme, size, stretch < 1 ? words.stretched(words.w2, 1 / stretch) : words.w2);
}

function paintXAxis(pen: CanvasRenderingContext2D, view: View, theme: Theme, size: number, name: string): void {
  const { width: w, height: h } = view.size;
  const count = w / (110 * theme.scale);
  const step = tickStep(width(view.box), count);
  const room = pen.measureText(name).width + 9 + 2 * size;
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  for (const value of ticks(view.box.xmin, view.box.xmax, count)) {
    const x = view.x(value);
    paintTick(pen, theme, x, h, x, h - TICK);
    if (x > 3 * size && x < w - Math.max(4 * size, room)) {
      haloText(pen, tickText(value, step), x, h - TICK - 4, theme.dim, theme.halo);
    }
  }
  pen.textAlign = "right";
  haloText(pen, name, w - 9, h - TICK - 4, theme.dim, theme.halo);
}

function paintYAxis(pen: CanvasRenderingContext2D, view: View, theme: Theme, size: number, name: string): void {
  const { height: h } = view.size;
  const count = h / (100 * theme.scale);
  const step = tickStep(height(view.box), count);
  pen.textAlign = "left";
  for (const value of ticks(view.box.ymin, view.box.ymax, count)) {
    const y = view.y(value);
    paintTick(pen, theme, 0, y, TICK, y);
    if (y > 2.6 * size && y < h - 1.8 * size) {
      pen.textBaseline = "middle";
      haloText(pen, tickText(value, step), TICK + 4, y, theme.dim, theme.halo);
    }
  }
  pen.textBaseline = "top";
  haloText(pen, name, TICK + 4, 7, theme.dim, theme.halo);
}

function paintTick(pen: CanvasRenderingContext2D, theme: Theme, x0: number, y0: number, x1: number, y1: number): void {
  pen.strokeStyle = theme.dim;
  pen.globalAlpha = 0.55;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
  pen.globalAlpha = 1;
}

/** The room that a mark of full size wants, in pixels each way. */
const MARK_ROOM = 70;

/**
 * A filled star is a global minimum, an open one a local minimum, a cross a
 * saddle. Where hundreds stand close the lesser ones are drawn smaller, so that
 * the ground between them is seen; looking closer brings their size back.
 */
export function paintMarks(pen: CanvasRenderingContext2D, surface: Surface, view: View, theme: Theme): void {
  const radius = 10 * theme.scale;
  const seen = ([x, y]: readonly number[]) => view.shows(view.x(x), view.y(y), radius);
  const saddles = surface.saddles.filter(seen);
  const minima = surface.minima.filter((m) => seen(m.at));
  const size = theme.scale * markSize(saddles.length + minima.length, view);
  for (const [x, y] of saddles) paintSaddle(pen, view.x(x), view.y(y), size, theme);
  for (const m of minima) paintMinimum(pen, view.x(m.at[0]), view.y(m.at[1]), m.global ? theme.scale : size, m.global, theme);
}

/** How large n marks are drawn: 1 where there is room for each, less in a crowd. */
export function markSize(n: number, view: View): number {
  const room = Math.sqrt((view.size.width * view.size.height) / Math.max(1, n));
  return Math.min(1, Math.max(0.35, room / MARK_ROOM));
}

export function paintMinimum(pen: CanvasRenderingContext2D, x: number, y: number, size: number, global: boolean, theme: Theme): void {
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

export function paintSaddle(pen: CanvasRenderingContext2D, x: number, y: number, size: number, theme: Theme): void {
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
export function named(surface: Surface, words: { globalMinimum: string; pole: string }): { at: Point; text: string } | null {
  const global = surface.minima.filter((m) => m.global);
  if (global.length === 1) return { at: global[0].at, text: words.globalMinimum };
  return surface.pole && global.length === 0 ? { at: surface.pole, text: words.pole } : null;
}

/** Name the global minimum where it is one, or a pole. */
export function paintMinimumLabel(
  pen: CanvasRenderingContext2D,
  surface: Surface,
  view: View,
  theme: Theme,
  words: { globalMinimum: string; pole: string },
  labels: Labels,
  crossings: Crossings,
): void {
  const name = named(surface, words);
  if (!name) return;
  const { text } = name;
  const [x, y] = [view.x(name.at[0]), view.y(name.at[1])];
  if (!view.shows(x, y)) return;
  const size = 13 * theme.scale;
  pen.font = `${size}px ${theme.font}`;
  const places = beside(x, y, 16 * theme.scale, pen.measureText(text).width, size * 1.3);
  const place = labels.put(crossings.clearest(places));
  if (!place) return;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, text, place.x, place.y + place.height / 2, theme.text, theme.halo);
}
