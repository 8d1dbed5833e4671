// Draws the cut: the loss along the line of a step with its tangent and parabola,
// the step as an arrow, and where it lands.

import { type Frame, lossAt, multipleOf, parabolaAt } from "./curve.ts";
import type { Ghost } from "./said.ts";
import { addArrowHead } from "../draw/arrows.ts";
import type { Theme } from "../draw/colors.ts";
import { beside, Labels, type LabelBox } from "../draw/labels.ts";
import { haloText } from "../draw/canvas.ts";
import { addShape } from "../draw/shapes.ts";
import { tickStep, tickText, ticks } from "../draw/ticks.ts";
import type { Size } from "../plane/view.ts";
import type { CutAnswer } from "../wire/wire.ts";
import { shown, shownRate } from "../words/numbers.ts";

/** What is written on the chart. */
export interface CutWords {
  loss: string;
  /** How far a loss is above the start's. */
  rise: string;
  axis: string;
  vertex: string;
  back: string;
}

/** What is drawn, and with what. */
export interface Drawing {
  pen: CanvasRenderingContext2D;
  size: Size;
  theme: Theme;
  words: CutWords;
  cut: CutAnswer;
  ghost: Ghost | null;
  frame: Frame;
  ink: string;
  /** The run's marker, as a place in SHAPES. */
  shape: number;
}

/** Where multiples and losses are, in px of the canvas. */
interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
  x(t: number): number;
  y(loss: number): number;
}

/** What lies beyond this many px is drawn at them: canvases don't take all numbers. */
const FAR = 1e5;

/** Draws all of it on a clear canvas. */
export function paintCut(d: Drawing): void {
  const plot = plotOf(d);
  const labels = new Labels(d.size.width, d.size.height);
  d.pen.font = fontOf(d.theme);
  d.pen.lineJoin = d.pen.lineCap = "round";
  paintGround(d, plot);
  paintAxes(d, plot);
  clipped(d, plot, () => {
    paintTangent(d, plot);
    paintParabola(d, plot);
    paintCurve(d, plot);
  });
  paintMarks(d, plot, labels);
  paintStep(d, plot, labels);
}

function fontOf(theme: Theme, weight = 400): string {
  return `${weight} ${12 * theme.scale}px ${theme.font}`;
}

function plotOf({ size, theme, frame }: Drawing): Plot {
  const { scale } = theme;
  const [left, right, top, bottom] = [46 * scale, size.width - 10 * scale, 20 * scale, size.height - 36 * scale];
  const within = (v: number) => Math.min(Math.max(v, -FAR), FAR);
  return {
    left, right, top, bottom,
    x: (t) => within(left + ((t - frame.x[0]) / (frame.x[1] - frame.x[0])) * (right - left)),
    y: (loss) => within(bottom - ((loss - frame.y[0]) / (frame.y[1] - frame.y[0])) * (bottom - top)),
  };
}

function clipped({ pen }: Drawing, { left, right, top, bottom }: Plot, draw: () => void): void {
  pen.save();
  pen.beginPath();
  pen.rect(left, top, right - left, bottom - top);
  pen.clip();
  draw();
  pen.restore();
}

/** Above the start's loss in the colour of what is too high, below it in that of what is good. */
function paintGround({ pen, theme, cut }: Drawing, plot: Plot): void {
  const level = Math.min(Math.max(plot.y(cut.loss), plot.top), plot.bottom);
  pen.globalAlpha = theme.dark ? 0.22 : 0.16;
  pen.fillStyle = theme.bands.far;
  pen.fillRect(plot.left, plot.top, plot.right - plot.left, level - plot.top);
  pen.fillStyle = theme.bands.good;
  pen.fillRect(plot.left, level, plot.right - plot.left, plot.bottom - level);
  pen.globalAlpha = 1;
}

function paintAxes(d: Drawing, plot: Plot): void {
  const { pen, theme, frame, words } = d;
  const { scale } = theme;
  pen.fillStyle = theme.dim;
  pen.textBaseline = "middle";
  pen.textAlign = "right";
  const rows = (plot.bottom - plot.top) / (38 * scale);
  const { ticks: heights, relative } = lossTicks(frame, d.cut.loss, rows);
  for (const { at, text } of heights) {
    const y = plot.y(at);
    pen.fillText(text, plot.left - 6 * scale, y, 40 * scale);
    line(d, theme.line, 1, [], [plot.left, y], [plot.right, y]);
  }
  pen.fillText(relative ? words.rise : words.loss, plot.left - 6 * scale, plot.top - 11 * scale);
  pen.textAlign = "center";
  const columns = (plot.right - plot.left) / (62 * scale);
  for (const t of ticks(frame.x[0], frame.x[1], columns)) pen.fillText(t === 0 ? "0" : `${shown(t)}×`, plot.x(t), plot.bottom + 10 * scale);
  pen.textAlign = "right";
  pen.fillText(words.axis, plot.right, plot.bottom + 26 * scale);
}

/** So small a part of the losses may a tick's step be before they are told as what lies above the start. */
const FINE = 1e-4;

/** The ticks of the losses: of the loss itself, or where it hardly changes of how far it is above the start. */
export function lossTicks({ y: [low, high] }: Frame, loss: number, rows: number): { ticks: { at: number; text: string }[]; relative: boolean } {
  const step = tickStep(high - low, rows);
  const relative = step < FINE * Math.max(Math.abs(low), Math.abs(high));
  const from = relative ? loss : 0;
  const found = ticks(low - from, high - from, rows).map((rise) => ({ at: rise + from, text: tickText(rise, step) }));
  return { ticks: found, relative };
}

function paintCurve(d: Drawing, plot: Plot): void {
  const { pen, theme, cut, frame } = d;
  pen.beginPath();
  let drawn = false;
  const add = (t: number, loss: number | null) => {
    if (loss === null) return void (drawn = false);
    if (drawn) pen.lineTo(plot.x(t), plot.y(loss));
    else pen.moveTo(plot.x(t), plot.y(loss));
    drawn = true;
  };
  const exact = [0, 1];
  cut.losses.forEach((loss, i) => {
    const t = multipleOf(cut, i);
    while (exact.length && exact[0]! <= t) {
      const at = exact.shift()!;
      if (at >= cut.from) add(at, lossAt(cut, at));
    }
    if (multipleOf(cut, i + 1) >= frame.x[0] && multipleOf(cut, i - 1) <= frame.x[1]) add(t, loss);
  });
  pen.setLineDash([]);
  pen.strokeStyle = theme.text;
  pen.lineWidth = 2.4 * theme.scale;
  pen.stroke();
}

function paintTangent(d: Drawing, plot: Plot): void {
  const { theme, cut, frame } = d;
  if (cut.slope === null) return;
  const [a, b] = frame.x;
  line(d, theme.dim, 1.6 * theme.scale, [1.5 * theme.scale, 4 * theme.scale], [plot.x(a), plot.y(cut.loss + cut.slope * a)], [plot.x(b), plot.y(cut.loss + cut.slope * b)]);
}

/** The parabola, at a place for each two pixels. */
function paintParabola({ pen, theme, cut, frame }: Drawing, plot: Plot): void {
  if (cut.slope === null || !cut.curvature) return;
  const count = Math.max(2, Math.ceil((plot.right - plot.left) / 2));
  pen.beginPath();
  for (let i = 0; i <= count; i++) {
    const t = frame.x[0] + ((frame.x[1] - frame.x[0]) * i) / count;
    pen.lineTo(plot.x(t), plot.y(parabolaAt(cut, t)));
  }
  pen.setLineDash([7 * theme.scale, 5 * theme.scale]);
  pen.strokeStyle = theme.dim;
  pen.lineWidth = 1.8 * theme.scale;
  pen.stroke();
  pen.setLineDash([]);
}

/** The parabola's lowest point and its return, with their names above the plot. */
function paintMarks(d: Drawing, plot: Plot, labels: Labels): void {
  const { cut, theme, words, frame, pen } = d;
  if (cut.vertex === null || cut.slope === null || cut.lambda === null) return;
  const { lambda } = cut;
  const name = (word: string, rate: number) => (cut.plain ? `${word} = ${shown(rate)}` : word);
  const marks = [
    { t: cut.vertex, text: name(cut.plain ? "1/λ" : words.vertex, 1 / lambda), loss: parabolaAt(cut, cut.vertex) },
    { t: 2 * cut.vertex, text: name(cut.plain ? "2/λ" : words.back, 2 / lambda), loss: cut.loss },
  ].filter(({ t }) => t > frame.x[0] && t < frame.x[1] && t !== 0);
  pen.font = fontOf(theme, 650);
  pen.textAlign = "left";
  const placed = inTurn(marks.map(({ t, text }) => ({ at: plot.x(t), width: pen.measureText(text).width })), plot.left, plot.right, 10 * theme.scale);
  marks.forEach(({ t, text, loss }, i) => {
    const [x, y] = [plot.x(t), plot.y(loss)];
    line(d, theme.text, 1.4 * theme.scale, [3 * theme.scale, 3 * theme.scale], [x, plot.top], [x, plot.bottom]);
    dot(d, x, y, 3.2 * theme.scale);
    const at = placed[i];
    if (at === undefined) return;
    labels.reserve({ x: at, y: plot.top - 19 * theme.scale, width: pen.measureText(text).width, height: 16 * theme.scale });
    pen.fillStyle = theme.text;
    pen.fillText(text, at, plot.top - 11 * theme.scale);
  });
  pen.font = fontOf(theme);
}

/** Where labels of these widths begin, each as near above its place as the others and the borders let it; those that don't fit are left out. */
export function inTurn(wanted: { at: number; width: number }[], left: number, right: number, gap: number): (number | undefined)[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]!.at - wanted[b]!.at);
  const placed: (number | undefined)[] = wanted.map(() => undefined);
  let free = left;
  for (const [n, i] of order.entries()) {
    const { at, width } = wanted[i]!;
    const later = order.slice(n + 1).reduce((sum, j) => sum + wanted[j]!.width + gap, 0);
    const start = Math.max(free, Math.min(at - width / 2, right - width - later));
    if (start + width > right + 0.5) continue;
    placed[i] = start;
    free = start + width + gap;
  }
  return placed;
}

/** The step from where it starts to where it lands, and where a ghost would. */
function paintStep(d: Drawing, plot: Plot, labels: Labels): void {
  const { theme, cut, ghost, ink } = d;
  const r = 6.5 * theme.scale;
  const [x0, y0] = [plot.x(0), plot.y(cut.loss)];
  for (const t of ghost ? [0, 1, ghost.at] : [0, 1]) labels.reserve(around(plot.x(t), plot.y(lossAt(cut, t) ?? cut.loss), r));
  const held = ghost !== null;
  paintLanding(d, plot, labels, 1, held ? "faint" : "full", shown(cut.landing));
  if (ghost) paintLanding(d, plot, labels, ghost.at, "ghost", `η ${shownRate(ghost.lr)}`);
  dot(d, x0, y0, r * 0.75, theme.paper, ink);
}

type Style = "full" | "faint" | "ghost";

function paintLanding(d: Drawing, plot: Plot, labels: Labels, t: number, style: Style, text: string): void {
  const { pen, theme, cut, ink, shape } = d;
  const loss = lossAt(cut, t);
  const [x0, level, x] = [plot.x(0), plot.y(cut.loss), plot.x(t)];
  pen.globalAlpha = style === "faint" ? 0.45 : 1;
  arrow(d, x0, x, level);
  const off = loss !== null && plot.y(loss) < plot.top;
  const y = loss === null ? level : Math.max(plot.y(loss), plot.top + 9 * theme.scale);
  line(d, ink, 1.5 * theme.scale, [2, 3], [x, level], [x, y]);
  pen.beginPath();
  if (off) addArrowHead(pen, x, plot.top, -Math.PI / 2, 11 * theme.scale);
  else if (loss !== null) addShape(pen, shape, x, y, 6.5 * theme.scale);
  pen.lineWidth = 4 * theme.scale;
  pen.strokeStyle = theme.paper;
  pen.stroke();
  pen.fillStyle = style === "ghost" && !off ? theme.paper : ink;
  pen.fill();
  pen.lineWidth = 2.2 * theme.scale;
  pen.strokeStyle = ink;
  if (style === "ghost" && !off) pen.stroke();
  pen.globalAlpha = 1;
  if (style !== "faint") write(d, labels, x, y, text);
}

/** The update along the axis, at the height of its start. */
function arrow(d: Drawing, from: number, to: number, y: number): void {
  const { pen, theme, ink } = d;
  const head = 9 * theme.scale;
  const way = Math.sign(to - from) || 1;
  const short = Math.abs(to - from) <= head;
  line(d, ink, 3 * theme.scale, [], [from, y], [short ? to : to - way * head * 0.8, y]);
  if (short) return;
  pen.beginPath();
  addArrowHead(pen, to, y, way > 0 ? 0 : Math.PI, head);
  pen.fillStyle = ink;
  pen.fill();
}

/** Text beside a place, where it covers nothing; nowhere if there is no room. */
function write({ pen, theme }: Drawing, labels: Labels, x: number, y: number, text: string): void {
  pen.font = fontOf(theme, 650);
  const [width, height] = [pen.measureText(text).width + 4, 15 * theme.scale];
  const gap = 11 * theme.scale;
  const raised = beside(x, y - 0.9 * height, gap, width, height).slice(0, 2);
  const place = labels.put([...beside(x, y, gap, width, height), ...raised]);
  pen.textAlign = "left";
  if (place) haloText(pen, text, place.x + 2, place.y + height / 2, theme.text, theme.paper);
  pen.font = fontOf(theme);
}

function around(x: number, y: number, r: number): LabelBox {
  return { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
}

function dot({ pen, theme }: Drawing, x: number, y: number, r: number, fill = theme.text, stroke = theme.paper): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fillStyle = fill;
  pen.fill();
  pen.strokeStyle = stroke;
  pen.lineWidth = (stroke === theme.paper ? 1.5 : 2.5) * theme.scale;
  pen.stroke();
}

function line({ pen }: Drawing, ink: string, width: number, dash: number[], from: [number, number], to: [number, number]): void {
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
  pen.setLineDash([]);
}
