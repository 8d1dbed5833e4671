// Draws what is there from the first picture on: the axis on the ground, and in
// front of the sweep the flags, their limits and what the pointer is at.
import type { Theme } from "../draw/colors.ts";
import { addShape } from "../draw/shapes.ts";
import { shownRate } from "../words/numbers.ts";
import { pitch, type Geometry } from "./geometry.ts";
import { haloed } from "./letters.ts";
import { axisRates, type RateScale } from "./scale.ts";
import { rows, type FlagPlace } from "./stack.ts";
import { paintFeet, paintNames, type Named } from "./foot.ts";

type Pen = CanvasRenderingContext2D;

/** The ruler's inks beside the theme's: the runs' shades for text. */
export interface Inks {
  theme: Theme;
  texts: string[];
}

/** What a flag shows. */
export interface Cloth {
  run: number;
  lr: number;
  /** Its place among colours and shapes. */
  color: string;
  text: string;
  shape: number;
  /** Its run is of another optimizer than the chosen one: what the ruler tells is not of it. */
  hollow: boolean;
  /** Its run is not drawn. */
  off: boolean;
  chosen: boolean;
  /** It waits at an end of the ruler: -1 the left, 1 the right. */
  beyond: -1 | 0 | 1;
  /** Of a run of another optimizer: how it ended, and that outcome's colour. */
  foot: { text: string; color: string } | null;
  /** What the run does beyond its limit. */
  note: string;
}

/** A limit of the optimizer. */
export interface Tick {
  rate: number;
  text: string;
  /** Of the lowest minimum: it is in front of everything, with its number. */
  front: boolean;
}

/** Numbers along the axis, as far as end, and a line under the ground. */
export function paintAxis(pen: Pen, g: Geometry, scale: RateScale, { theme }: Inks, end: number): void {
  pen.fillStyle = theme.line;
  pen.fillRect(scale.left, g.foot, scale.width, g.band);
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = theme.dim;
  for (const rate of axisRates(scale.range, scale.width, 3.4 * g.em)) {
    if (scale.x(rate) > end) continue;
    pen.fillText(shownRate(rate), scale.x(rate), g.numbers);
    pen.fillRect(Math.round(scale.x(rate)) - 0.5, g.foot + g.band, 1, 0.22 * g.em);
  }
}

/** The letters of a flag's number. */
export function flagFont({ em }: Geometry, { theme }: Inks): string {
  return `700 ${Math.round(0.94 * em)}px ${theme.font}`;
}

/** Where a flag's cloth begins and how high its row is. */
export function rowTop(g: Geometry, places: readonly FlagPlace[], row: number): [top: number, height: number] {
  const height = pitch(g, rows(places));
  return [g.top + row * height, height];
}

/** Poles first, then the words at the foot, then cloths, the chosen run's on top; the notes beside them keep off what is taken. */
export function paintFlags(pen: Pen, g: Geometry, places: readonly FlagPlace[], cloths: readonly Cloth[], names: readonly Named[], taken: readonly Taken[], inks: Inks): void {
  const order = cloths.map((cloth) => ({ cloth, place: places.find(({ run }) => run === cloth.run) })).sort((a, b) => Number(a.cloth.chosen) - Number(b.cloth.chosen));
  for (const { cloth, place } of order) if (place) paintPole(pen, g, rowTop(g, places, place.row)[0], place, cloth, inks);
  const feet = paintFeet(pen, g, order, inks);
  paintNames(pen, g, names, feet, inks);
  const full: Taken[] = [...taken, ...places];
  for (const { cloth, place } of order) {
    if (!place) continue;
    const [top] = rowTop(g, places, place.row);
    paintCloth(pen, g, top, place, cloth, inks);
    if (cloth.note) paintNote(pen, g, top + g.cloth / 2, place, full, cloth, inks.theme);
  }
}

function paintPole(pen: Pen, g: Geometry, top: number, { x, left }: FlagPlace, cloth: Cloth, { theme }: Inks): void {
  const width = 2.5 * theme.scale;
  const from = left ? x - width : x;
  const bottom = g.foot + g.band;
  pen.globalAlpha = cloth.off ? 0.4 : 1;
  pen.fillStyle = theme.paper;
  pen.fillRect(from - 1.5, top + g.cloth / 2, width + 3, bottom - top - g.cloth / 2);
  pen.fillStyle = cloth.color;
  if (cloth.beyond === 0) pen.fillRect(from, top, width, bottom - top);
  pen.globalAlpha = 1;
  if (!cloth.foot) return;
  pen.fillStyle = cloth.foot.color;
  pen.fillRect(x - 0.45 * g.em, g.foot, 0.9 * g.em, g.band);
}

/** A part of a row of flags where something is. */
export type Taken = Pick<FlagPlace, "row" | "from" | "width">;

/** What a run does beyond its limit, beside its flag, where no other flag is. */
function paintNote(pen: Pen, g: Geometry, y: number, place: FlagPlace, taken: Taken[], { note }: Cloth, theme: Theme): void {
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  const width = textWidth(pen, note) + 0.8 * g.em;
  const free = (from: number) => from >= 0 && from + width <= g.width && !taken.some((other) => other.row === place.row && other.from < from + width && from < other.from + other.width);
  const from = [place.from + place.width, place.from - width].find(free);
  if (from === undefined) return;
  taken.push({ row: place.row, from, width });
  haloed(pen, note, from + width / 2, y, "center", theme);
}

function paintCloth(pen: Pen, g: Geometry, top: number, { from, width, left }: FlagPlace, cloth: Cloth, { theme }: Inks): void {
  const r = g.cloth / 2;
  pen.globalAlpha = cloth.off ? 0.5 : 1;
  pen.beginPath();
  pen.roundRect(from, top, width, g.cloth, left ? [r, 0, 0, r] : [0, r, r, 0]);
  pen.lineWidth = cloth.chosen ? 5 : 3;
  pen.strokeStyle = cloth.chosen ? theme.text : theme.paper;
  pen.stroke();
  pen.fillStyle = cloth.hollow ? theme.paper : cloth.text;
  pen.fill();
  if (cloth.hollow) {
    pen.lineWidth = 2;
    pen.strokeStyle = cloth.color;
    pen.stroke();
  }
  pen.fillStyle = cloth.hollow ? cloth.text : theme.paper;
  paintSigns(pen, g, top + r, from, width, cloth, theme);
  pen.globalAlpha = 1;
}

function paintSigns(pen: Pen, g: Geometry, y: number, from: number, width: number, cloth: Cloth, theme: Theme): void {
  pen.beginPath();
  addShape(pen, cloth.shape, from + 0.95 * g.em, y, 0.34 * g.em);
  pen.fill();
  pen.font = flagFont(g, { theme, texts: [] });
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillText(flagText(cloth), from + 1.6 * g.em, y + 0.03 * g.em, width);
}

/** A flag's number; one that waits at an end points to where it would be. */
export function flagText({ lr, beyond }: Pick<Cloth, "lr" | "beyond">): string {
  const rate = shownRate(lr);
  return beyond < 0 ? `‹ ${rate}` : beyond > 0 ? `${rate} ›` : rate;
}

/** How wide a flag's cloth is; digit is a digit's width. */
export function clothWidth(cloth: Pick<Cloth, "lr" | "beyond">, { em }: Geometry, digit: number): number {
  return 2.1 * em + flagText(cloth).length * digit;
}

/** The flag that a schedule has moved: where its rate is at the playhead. */
export function paintGhost(pen: Pen, g: Geometry, x: number, { color, shape }: Cloth, { theme }: Inks): void {
  const y = g.crest + 0.5 * g.em;
  pen.save();
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 4 * theme.scale;
  line(pen, x, y, g.foot + g.band);
  pen.strokeStyle = color;
  pen.lineWidth = 2 * theme.scale;
  pen.setLineDash([4, 3]);
  line(pen, x, y, g.foot + g.band);
  pen.setLineDash([]);
  pen.beginPath();
  addShape(pen, shape, x, y, 0.4 * g.em);
  pen.fillStyle = theme.paper;
  pen.fill();
  pen.stroke();
  pen.restore();
}

/** The row of flags that a limit's number stands in. */
const TICK_ROW = 1;

/** Where a limit's number has room beside its line: to the left, else to the right, where no flag is. */
export function tickLabel(pen: Pen, g: Geometry, scale: RateScale, tick: Tick, places: readonly FlagPlace[], { theme }: Inks): Taken {
  pen.font = tickFont(g, theme);
  const width = textWidth(pen, tick.text) + 0.8 * g.em;
  const x = scale.x(tick.rate);
  const free = (from: number) => from >= 0 && from + width <= g.width && !places.some((place) => place.row === TICK_ROW && place.from < from + width && from < place.from + place.width);
  const from = [x - width, x].find(free) ?? (x - width >= 0 ? x - width : x);
  return { row: TICK_ROW, from, width };
}

function tickFont({ em }: Geometry, { font }: Theme): string {
  return `700 ${Math.round(0.82 * em)}px ${font}`;
}

/** A limit; the lowest minimum's has its number beside it. */
export function paintTick(pen: Pen, g: Geometry, scale: RateScale, tick: Tick, label: Taken | null, { theme }: Inks): void {
  const x = scale.x(tick.rate);
  pen.save();
  const [top, bottom] = tick.front ? [0.12 * g.em, g.foot + g.band + 0.25 * g.em] : [g.crest, g.foot + g.band];
  pen.strokeStyle = theme.paper;
  pen.lineWidth = 4 * theme.scale;
  if (tick.front) line(pen, x, top, bottom);
  pen.strokeStyle = tick.front ? theme.text : theme.dim;
  pen.lineWidth = (tick.front ? 1.8 : 1.2) * theme.scale;
  pen.setLineDash([3.5 * theme.scale, 2.5 * theme.scale]);
  line(pen, x, top, bottom);
  pen.restore();
  if (!label) return;
  pen.font = tickFont(g, theme);
  haloed(pen, tick.text, label.from + label.width / 2, g.crest + 0.75 * g.em, "center", theme);
}

/** What is under the pointer. */
export function paintHover(pen: Pen, g: Geometry, x: number, text: string, { theme }: Inks): void {
  pen.save();
  pen.strokeStyle = theme.dim;
  pen.lineWidth = 1;
  line(pen, Math.round(x) + 0.5, g.crest, g.foot + g.band);
  pen.restore();
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  const half = pen.measureText(text).width / 2 + 4;
  haloed(pen, text, Math.max(half, Math.min(g.width - half, x)), g.top + g.cloth / 2, "center", theme);
}

const widths = new Map<string, number>();

/** How wide a text is in the pen's letters; asked of the browser once. */
function textWidth(pen: Pen, text: string): number {
  const key = `${pen.font} ${text}`;
  const width = widths.get(key) ?? pen.measureText(text).width;
  if (widths.size > 200) widths.clear();
  widths.set(key, width);
  return width;
}

function line(pen: Pen, x: number, from: number, to: number): void {
  pen.beginPath();
  pen.moveTo(x, from);
  pen.lineTo(x, to);
  pen.stroke();
}
