// Draws what is there from the first picture on: the axis on the ground, and in
// front of the sweep the flags, their limits and what the pointer is at.
import type { Theme } from "../draw/colors.ts";
import { addShape } from "../draw/shapes.ts";
import { shownRate, tight } from "../words/numbers.ts";
import type { LabelBox } from "../draw/labels.ts";
import { rowTop, type Geometry } from "./geometry.ts";
import { haloed } from "./letters.ts";
import { axisRates, type RateScale } from "./scale.ts";
import { wayOf, type Way } from "./pole.ts";
import type { FlagPlace } from "./places.ts";
import type { Named, paintFeet, paintNames } from "./foot.ts";
import type { FlagWords } from "./words-at-flags.ts";

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

/** Numbers along the axis, as far as the button over it, and a line under the ground. */
export function paintAxis(pen: Pen, g: Geometry, scale: RateScale, { theme }: Inks): void {
  pen.fillStyle = theme.line;
  pen.fillRect(scale.left, g.foot, scale.width, g.band);
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = theme.dim;
  const apart = 3.4 * g.em;
  const end = g.button ? g.button.x - apart / 2 : g.width;
  for (const rate of axisRates(scale.range, scale.width, apart)) {
    if (scale.x(rate) > end) continue;
    pen.fillText(tight(shownRate(rate)), scale.x(rate), g.numbers);
    pen.fillRect(Math.round(scale.x(rate)) - 0.5, g.foot + g.band, 1, 0.22 * g.em);
  }
}

/** The letters of a flag's number. */
export function flagFont({ em }: Geometry, { theme }: Inks): string {
  return `700 ${Math.round(0.94 * em)}px ${theme.font}`;
}

/** What letters the ruler, which comes after the first picture. */
export interface Lettering {
  words: FlagWords;
  paintFeet: typeof paintFeet;
  paintNames: typeof paintNames;
}

/** Poles first, then the words at the foot, then cloths, the chosen run's on top, and notes beside them; none over another. */
export function paintFlags(pen: Pen, g: Geometry, places: readonly FlagPlace[], cloths: readonly Cloth[], names: readonly Named[], later: Lettering | null, inks: Inks): void {
  const order = cloths.flatMap((cloth) => places.filter(({ run }) => run === cloth.run).map((place) => ({ cloth, place }))).sort((a, b) => Number(a.cloth.chosen) - Number(b.cloth.chosen));
  for (const { cloth, place } of order) paintPole(pen, g, places, place, cloth, inks);
  pen.font = noteFont(g, inks.theme);
  const notes = order.map(({ cloth: { note }, place }) => ({ note, box: (note && later?.words.besideFlag(places, place, textWidth(pen, note))) || null }));
  later?.paintFeet(pen, g, order, later.words, inks);
  later?.paintNames(pen, g, names, later.words, inks);
  for (const { cloth, place } of order) paintCloth(pen, g, rowTop(g, places, place.row)[0], place, cloth, inks);
  pen.font = noteFont(g, inks.theme);
  for (const { note, box } of notes) if (box) haloedIn(pen, note, box, inks.theme);
}

function noteFont({ em }: Geometry, { font }: Theme): string {
  return `${Math.round(0.82 * em)}px ${font}`;
}

function paintPole(pen: Pen, g: Geometry, places: readonly FlagPlace[], place: FlagPlace, cloth: Cloth, { theme }: Inks): void {
  const width = 2.5 * theme.scale;
  const way = wayOf(g, places, place, width);
  const [first, ...rest] = way;
  pen.globalAlpha = cloth.off ? 0.4 : 1;
  pen.lineJoin = "miter";
  strokeWay(pen, [[first![0], first![1] + g.cloth / 2], ...rest], theme.paper, width + 3);
  if (cloth.beyond === 0) strokeWay(pen, way, cloth.color, width);
  pen.globalAlpha = 1;
  if (!cloth.foot) return;
  pen.fillStyle = cloth.foot.color;
  pen.fillRect(place.x - 0.45 * g.em, g.foot, 0.9 * g.em, g.band);
}

function strokeWay(pen: Pen, way: Way, ink: string, width: number): void {
  pen.beginPath();
  for (const [x, y] of way) pen.lineTo(x, y);
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.stroke();
}

/** Letters in the middle of a place. */
function haloedIn(pen: Pen, text: string, { x, y, width, height }: LabelBox, theme: Theme): void {
  haloed(pen, text, x + width / 2, y + height / 2, "center", theme);
}

function paintCloth(pen: Pen, g: Geometry, top: number, place: FlagPlace, cloth: Cloth, { theme }: Inks): void {
  const { from, width, left } = place;
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
  paintSigns(pen, g, top + r, place, cloth, theme);
  pen.globalAlpha = 1;
}

function paintSigns(pen: Pen, g: Geometry, y: number, { from, width, bare }: FlagPlace, cloth: Cloth, theme: Theme): void {
  if (!bare) {
    pen.beginPath();
    addShape(pen, cloth.shape, from + 0.95 * g.em, y, 0.34 * g.em);
    pen.fill();
  }
  pen.font = flagFont(g, { theme, texts: [] });
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.fillText(flagText(cloth), from + (bare ? BARE : SIGNED).before * g.em, y + 0.03 * g.em, width);
}

/** A flag's number; one that waits at an end points to where it would be. */
export function flagText({ lr, beyond }: Pick<Cloth, "lr" | "beyond">): string {
  const rate = tight(shownRate(lr));
  return beyond < 0 ? `‹ ${rate}` : beyond > 0 ? `${rate} ›` : rate;
}

/** The room beside a flag's number, in letters: with its sign, and without. */
const SIGNED = { before: 1.6, behind: 0.5 };
const BARE = { before: 0.5, behind: 0.5 };

/** How wide a flag's cloth is, with its sign and without; digit is a digit's width. */
export function clothWidths(cloth: Pick<Cloth, "lr" | "beyond">, { em }: Geometry, digit: number): { width: number; bare: number } {
  const letters = flagText(cloth).length * digit;
  return { width: letters + (SIGNED.before + SIGNED.behind) * em, bare: letters + (BARE.before + BARE.behind) * em };
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

/** How wide a limit's number is. */
export function tickWidth(pen: Pen, g: Geometry, tick: Tick, { theme }: Inks): number {
  pen.font = tickFont(g, theme);
  return textWidth(pen, tick.text);
}

function tickFont({ em }: Geometry, { font }: Theme): string {
  return `700 ${Math.round(0.82 * em)}px ${font}`;
}

/** A limit; the lowest minimum's has its number at a place beside it. */
export function paintTick(pen: Pen, g: Geometry, scale: RateScale, tick: Tick, label: LabelBox | null, { theme }: Inks): void {
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
  haloedIn(pen, tick.text, label, theme);
}

/** What is under the pointer. */
export function paintHover(pen: Pen, g: Geometry, x: number, text: string, words: FlagWords | null, { theme }: Inks): void {
  pen.save();
  pen.strokeStyle = theme.dim;
  pen.lineWidth = 1;
  line(pen, Math.round(x) + 0.5, g.crest, g.foot + g.band);
  pen.restore();
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  const width = pen.measureText(text).width;
  haloedIn(pen, text, words?.about(x, width) ?? { x: x - width / 2, y: g.top, width, height: g.cloth }, theme);
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
