// Draws what every rate does: the silhouette of the sweep, its bands by name, and
// the last losses of the runs that do not settle. It comes after the first picture.
import { mix, parseColor, rgbText, type Theme } from "../draw/colors.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import { shownRate, tight } from "../words/numbers.ts";
import { t, wordOr } from "../words/words.ts";
import type { KnownSweep } from "../wire/wire.ts";
import type { Ending } from "../draw/endings.ts";
import { namings, nearestRate, stretches, type Stretch } from "./bands.ts";
import type { Geometry } from "./geometry.ts";
import { nameFont, type Named } from "./foot.ts";
import { haloed } from "./letters.ts";
import type { Inks } from "./paint.ts";
import type { RateScale } from "./scale.ts";
import { FULL, heightOf, heights, lossScale, type LossScale } from "./silhouette.ts";
import type { Tails } from "./sweeps.ts";
import type { FlagWords } from "./words-at-flags.ts";
import { placesIn, type Span } from "./words-at-foot.ts";

export { arranged } from "./arrangement.ts";
export { paintFeet, paintNames } from "./foot.ts";

type Pen = CanvasRenderingContext2D;

/** The ground of a sweep: its bands with their shape, and the last losses. */
export function paintTerrain(pen: Pen, g: Geometry, scale: RateScale, sweep: KnownSweep, tails: Tails | null, { theme }: Inks): void {
  const losses = lossScale(sweep, scale.range, tails ? seen(tails, scale).flat() : []);
  const tops = heights(sweep, losses);
  pen.save();
  pen.beginPath();
  pen.rect(scale.left, 0, scale.width, g.height);
  pen.clip();
  for (const stretch of stretches(sweep)) paintStretch(pen, g, scale, sweep, tops, stretch, theme);
  if (tails) paintTails(pen, g, scale, tails, losses, theme);
  pen.restore();
}

/** One band: its shape above, its colour below. */
function paintStretch(pen: Pen, g: Geometry, scale: RateScale, { rates }: KnownSweep, tops: number[], { from, to, first, last, band }: Stretch, theme: Theme): void {
  const [x0, x1] = [scale.x(from), scale.x(to)];
  if (x1 < scale.left || x0 > scale.left + scale.width) return;
  const y = (i: number) => g.foot - Math.max(0.05, tops[i]!) * (g.foot - g.crest);
  pen.beginPath();
  pen.moveTo(x0, g.foot);
  pen.lineTo(x0, y(first));
  for (let i = first; i <= last; i++) pen.lineTo(scale.x(rates[i]!), y(i));
  pen.lineTo(x1 + 0.5, y(last));
  pen.lineTo(x1 + 0.5, g.foot);
  pen.fillStyle = tint(theme, theme.bands[band]);
  pen.fill();
  pen.fillStyle = theme.bands[band];
  pen.fillRect(x0, g.foot, x1 - x0 + 0.5, g.band);
}

/** The last losses of the rates that are shown. */
function seen({ rates, losses }: Tails, scale: RateScale): number[][] {
  return losses.filter((_, i) => scale.has(rates[i]!));
}

/** A dot for each of the last losses: one, two, four of them, or ever others. */
function paintTails(pen: Pen, g: Geometry, scale: RateScale, { rates, losses }: Tails, heights: LossScale, theme: Theme): void {
  const size = 1.5 * theme.scale;
  pen.fillStyle = theme.text;
  rates.forEach((rate, i) => {
    const x = scale.x(rate);
    const places = new Set(losses[i]!.map((loss) => Math.round(2 * FULL * heightOf(loss, heights) * (g.foot - g.crest)) / 2));
    for (const y of places) pen.fillRect(x - size / 2, g.foot - y - size / 2, size, size);
  });
}

/** A band's colour as ground: light enough, or dark, for the words on it. */
function tint(theme: Theme, band: string): string {
  return rgbText(mix(parseColor(theme.paper), parseColor(band), theme.dark ? 0.42 : 0.5));
}

/** The bands that have room for their name, and where it stands. */
export function namesOf(pen: Pen, g: Geometry, scale: RateScale, sweep: KnownSweep, tails: Tails | null, { theme }: Inks): Named[] {
  pen.font = nameFont(g, theme);
  const width = (word: string) => pen.measureText(nameOf(word)).width;
  const onDots = ({ from, to }: Span) => tails !== null && tails.rates.filter((rate) => scale.x(rate) > from && scale.x(rate) < to).length >= DOTTED * (to - from);
  const all = namings(stretches(sweep), scale, width).filter(({ word }) => nameOf(word)); // the words may not have come yet
  const names = all.map(({ word, from, to, tight }) => ({ text: nameOf(word), places: placesIn({ from, to }, width(word)), onDots, tight }));
  return names.sort((a, b) => Number(a.tight) - Number(b.tight));
}

/** So many columns of dots a pixel stand in a name's way. */
const DOTTED = 0.1;

/** A band's word in the page's language. */
export function nameOf(word: string): string {
  return wordOr(`ruler.word.${word}`, "");
}

/** What the rates that are shown do, the lowest first: each band by its word, up to its end, also where it has no room for it. */
export function tellBands(sweep: KnownSweep, scale: RateScale, members: number): string {
  const told: { word: string; to: number }[] = [];
  for (const { word, from, to } of stretches(sweep)) {
    if (to <= scale.range[0] || from >= scale.range[1] || !nameOf(word)) continue; // the words may not have come yet
    const last = told.at(-1);
    if (last?.word === nameOf(word)) last.to = to;
    else told.push({ word: nameOf(word), to });
  }
  const bands = told.map(({ word, to }, i) => (i < told.length - 1 ? t("ruler.band", { word, rate: shownRate(Number(to.toPrecision(3))) }) : word));
  return [...(members > 0 ? [t("ruler.first", { n: members })] : []), bands.join(", ")].join("; ");
}

/** Says whose rates the ruler tells of where there are many runs of each, at an end that has room: the rows say it too. */
export function paintFirst(pen: Pen, g: Geometry, members: number, words: FlagWords, { theme }: Inks): void {
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  const text = t("ruler.first", { n: members });
  const width = pen.measureText(text).width;
  const box = words.aboutIfFree(g.width, width) ?? words.aboutIfFree(0, width);
  if (box) haloed(pen, text, box.x + box.width / 2, box.y + box.height / 2, "center", theme);
}

/** What a rate does, in a word by how its run or that of the nearest tried rate ended, and in the long run; empty where neither is known. */
export function tellRate(ending: Ending | null, tails: Tails | null, rate: number): string {
  const turns = ending && SETTLED.has(ending.word) ? "" : tellTurns(tails, rate); // of a rate close by
  return [ending ? nameOf(ending.word) : "", turns].filter(Boolean).join(", ");
}

/** The words of runs that have come to an end of their way, or left: their losses take no turns. */
const SETTLED: ReadonlySet<string> = new Set(["converges", "settles", "stuck", "saddle", "flat", "learns", "guesses", "escapes", "leaves", "diverges", "undefined"]);

/** How many losses take turns at a rate; empty where it settles or leaves, or was not tried nor lies between two that do the same. */
export function tellTurns(tails: Tails | null, rate: number): string {
  const n = tails && periodAt(tails, rate);
  if (n === null) return "";
  return wordOr(`ruler.period.${n}`, n > 4 ? t("ruler.period.many", { count: n }) : "");
}

function periodAt({ rates, periods, own }: Tails, rate: number): number | null {
  const known = own.get(rate);
  if (known !== undefined) return known;
  const i = nearestRate(rates, rate);
  if (i < 0) return null;
  const other = rate > rates[i]! ? i + 1 : i - 1;
  const agree = rate === rates[i] || periods[other] === periods[i];
  return agree && Math.abs(Math.log(rate / rates[i]!)) <= apart(rates, i) ? (periods[i] ?? null) : null;
}

/** Tried rates are at most so far apart, as a logarithm: one that stands alone says nothing of those farther off. */
const APART = 0.1;

/** Half the way to the nearer neighbour of a rate, as a logarithm: beside it are rates that settle or leave. */
function apart(rates: number[], i: number): number {
  const ways = [rates[i - 1], rates[i + 1]].flatMap((other) => (other === undefined ? [] : [Math.abs(Math.log(other / rates[i]!))]));
  return 0.51 * Math.min(APART, ...ways);
}

/** The rates that runs used which choose their own: the axis is then that of the steps. */
export function paintUsed(pen: Pen, g: Geometry, runs: { trajectory: Trajectory; color: string }[], k: number, { theme }: Inks): void {
  const last = runs.reduce((most, { trajectory }) => Math.max(most, trajectory.last), 1);
  const rates = runs.flatMap(({ trajectory: { lr, last } }) => [...lr.subarray(0, Math.max(0, last))].filter((rate) => rate > 0 && Number.isFinite(rate)));
  if (rates.length === 0) return;
  const [low, high] = [Math.min(...rates), Math.max(...rates)];
  const left = g.margin + 3 * g.em;
  const x = (k: number) => left + ((g.width - g.margin - left) * k) / last;
  const y = (rate: number) => (high > low * 1.0001 ? g.foot - (Math.log(rate / low) / Math.log(high / low)) * (g.foot - g.top - 1.8 * g.em) : (g.top + g.foot) / 2);
  pen.font = `${Math.round(0.82 * g.em)}px ${theme.font}`;
  pen.fillStyle = theme.dim;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  for (const rate of high > low * 1.0001 ? [low, high] : [low]) pen.fillText(tight(shownRate(Number(rate.toPrecision(2)))), left - 0.6 * g.em, y(rate));
  pen.textAlign = "left";
  pen.fillText(t("ruler.used"), left, g.top + 0.45 * g.em);
  pen.textAlign = "center";
  for (const step of [0, Math.round(last / 2), last]) pen.fillText(String(step), x(step), g.numbers);
  pen.fillStyle = theme.line;
  pen.fillRect(left, g.foot + 2, x(last) - left, 1);
  pen.fillStyle = theme.text;
  pen.fillRect(x(Math.min(k, last)) - 0.5, g.top, 1, g.foot - g.top + 4);
  for (const { trajectory, color } of runs) {
    pen.beginPath();
    for (let i = 0; i < trajectory.last; i++) pen.lineTo(x(i), y(trajectory.lr[i]!));
    pen.strokeStyle = color;
    pen.lineWidth = 2 * theme.scale;
    pen.stroke();
  }
}
