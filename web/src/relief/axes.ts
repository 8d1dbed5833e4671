// The frame of the relief: w1 and w2 along the two edges before the eye, and
// the loss at the corner that is furthest to the left.

import type { Theme } from "../draw/colors.ts";
import { haloText } from "../draw/canvas.ts";
import { type LabelBox, overlap } from "../draw/labels.ts";
import { shown } from "../words/numbers.ts";
import { tickStep, tickText, ticks } from "../draw/ticks.ts";
import { type Field, type Vec3, TALL } from "./field.ts";
import { BASE } from "./base.ts";
import type { Pose } from "./orbit.ts";

/** The names of the axes. */
export interface AxisWords {
  w1: string;
  w2: string;
  /** An axis whose unit is drawn so many times as large as the other's. */
  stretched(name: string, times: number): string;
}

/** How far outside the block its ticks, numbers and names stand. */
const TICK = 0.025;
const NUMBER = 0.085;
const NAME = 0.2;
/** Where a name may stand along its axis, from −1 to 1. */
const NAMED = [0, -0.3, 0.3, -0.6, 0.6, -0.9, 0.9];
/** The letters' size, in px. */
const SIZE = 11.5;
/** Numbers along the loss stand so many lines apart. */
const LINES = 1.5;

interface Pencil {
  pen: CanvasRenderingContext2D;
  field: Field;
  pose: Pose;
  theme: Theme;
  /** What lies over the relief, where nothing is written. */
  covered: readonly LabelBox[];
}

/** Draws the axes of the relief as they are seen from a pose; a number that would lie under what covers the relief is left out, a name goes along its axis. */
export function paintAxes(pen: CanvasRenderingContext2D, field: Field, pose: Pose, theme: Theme, words: AxisWords, covered: readonly LabelBox[]): void {
  const pencil = { pen, field, pose, theme, covered };
  pen.font = `${SIZE * theme.scale}px ${theme.font}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const { stretch } = field;
  paintW1(pencil, stretch > 1 ? words.stretched(words.w1, stretch) : words.w1);
  paintW2(pencil, stretch < 1 ? words.stretched(words.w2, 1 / stretch) : words.w2);
  paintLoss(pencil);
}

function paintW1(pencil: Pencil, name: string): void {
  const { field, pose } = pencil;
  const side = pose.eye[2] >= 0 ? 1 : -1;
  const at = (x: number, out: number): Vec3 => [x, -BASE, side * (field.hz + out)];
  const [values, step] = planTicks(field.box.xmin, field.box.xmax, pencil, at(-field.hx, 0), at(field.hx, 0));
  for (const v of values) paintTick(pencil, (out) => at(field.x(v), out), tickText(v, step));
  paintName(pencil, name, (part) => at(part * field.hx, NAME));
}

function paintW2(pencil: Pencil, name: string): void {
  const { field, pose } = pencil;
  const side = pose.eye[0] >= 0 ? 1 : -1;
  const at = (z: number, out: number): Vec3 => [side * (field.hx + out), -BASE, z];
  const [values, step] = planTicks(field.box.ymin, field.box.ymax, pencil, at(-field.hz, 0), at(field.hz, 0));
  for (const v of values) paintTick(pencil, (out) => at(field.z(v), out), tickText(v, step));
  paintName(pencil, name, (part) => at(part * field.hz, NAME));
}

/** An axis' name in its middle, or at the nearest part of it where nothing covers it. */
function paintName(pencil: Pencil, name: string, at: (part: number) => Vec3): void {
  for (const part of NAMED) if (text(pencil, name, at(part))) return;
}

/** As many round numbers as the edge has room for. */
function planTicks(from: number, to: number, { pose, theme }: Pencil, a: Vec3, b: Vec3): [number[], number] {
  const [[ax, ay], [bx, by]] = [pose.project(a), pose.project(b)];
  const count = Math.min(7, Math.hypot(ax - bx, ay - by) / (70 * theme.scale));
  if (count < 1.2) return [[], 1];
  return [ticks(from, to, count), tickStep(to - from, count)];
}

function paintTick(pencil: Pencil, at: (out: number) => Vec3, label: string): void {
  line(pencil, at(0), at(TICK));
  text(pencil, label, at(NUMBER));
}

/** The loss along the corner's edge; its numbers stand to the left. */
function paintLoss(pencil: Pencil): void {
  const { pen, field, pose, theme } = pencil;
  const corners = [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([sx, sz]) => [sx * field.hx, sz * field.hz] as const);
  const left = ([x, z]: readonly [number, number]) => pose.project([x, 0, z])[0];
  const [x, z] = corners.reduce((a, b) => (left(b) < left(a) ? b : a));
  line(pencil, [x, 0, z], [x, TALL, z]);
  pen.textAlign = "right";
  const size = SIZE * theme.scale;
  const length = Math.abs(pose.project([x, TALL, z])[1] - pose.project([x, 0, z])[1]);
  for (const { y, label } of lossTicks(field, (LINES * size) / length)) {
    const [px, py] = pose.project([x, y, z]);
    stroke(pencil, px, py, px - 5, py);
    haloText(pen, label, px - 9, py, theme.dim, theme.halo);
  }
  const [px, py] = pose.project([x, TALL, z]);
  pen.textAlign = "center";
  haloText(pen, lossName(field), px, py - size, theme.dim, theme.halo);
}

/** On a scale of powers, height is over the lowest known loss. */
function lossName({ scale, heightScale }: Field): string {
  const offset = heightScale.log && Math.abs(scale.floor) > 1e-6 * Math.abs(heightScale.high - scale.floor);
  return offset ? "L − L*" : "L";
}

/** Round losses that stand a part of the axis from each other, with their heights. */
function lossTicks(field: Field, apart: number): { y: number; label: string }[] {
  const { scale, heightScale } = field;
  const { low, high, log } = heightScale;
  const floor = log ? scale.floor : 0;
  const values = log ? powers(low - floor, high - floor) : ticks(low, high, 4);
  const found: { y: number; label: string }[] = [];
  for (const value of values.sort((a, b) => b - a)) {
    const y = field.rise(value + floor);
    const free = found.every((other) => Math.abs(other.y - y) >= apart * TALL);
    if (free && y < 0.94 * TALL) found.push({ y, label: shown(value) });
  }
  return found;
}

/** Powers of ten in a range, and its lower end where that is 0. */
function powers(low: number, high: number): number[] {
  const found: number[] = low <= 1e-9 * high ? [0] : [];
  for (let e = Math.floor(Math.log10(high)); e > Math.log10(high) - 14; e--) {
    if (10 ** e >= low) found.push(10 ** e);
  }
  return found;
}

function line(pencil: Pencil, a: Vec3, b: Vec3): void {
  const [[ax, ay], [bx, by]] = [pencil.pose.project(a), pencil.pose.project(b)];
  stroke(pencil, ax, ay, bx, by);
}

function stroke({ pen, theme }: Pencil, ax: number, ay: number, bx: number, by: number): void {
  pen.strokeStyle = theme.dim;
  pen.globalAlpha = 0.6;
  pen.lineWidth = theme.scale;
  pen.beginPath();
  pen.moveTo(ax, ay);
  pen.lineTo(bx, by);
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Writes a label about a place, unless it would lie under what covers the relief; whether it did. */
function text({ pen, pose, theme, covered }: Pencil, label: string, at: Vec3): boolean {
  const [x, y] = pose.project(at);
  const [width, height] = [pen.measureText(label).width, SIZE * theme.scale];
  const box = { x: x - width / 2, y: y - height / 2, width, height };
  if (covered.some((place) => overlap(place, box))) return false;
  haloText(pen, label, x, y, theme.dim, theme.halo);
  return true;
}
