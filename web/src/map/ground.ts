// The ground of the map: height as colour and shade, contour lines with the loss
// on every heavier one, hatching where there is no loss, and basins. It is drawn again only when the heights, the
// view or the theme change, never while a run is dragged.

import type { BasinImage } from "../draw/basin-image.ts";
import { type Theme } from "../draw/colors.ts";
import type { LabelBox, Labels } from "../draw/labels.ts";
import { haloText } from "../draw/canvas.ts";
import { hypsometric, rampOf } from "../draw/ramp.ts";
import { type Contour, type LevelScale, levelsFor, toScale, trace } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";
import { indexLevels } from "../plane/index-levels.ts";
import { isRing, type Ring } from "../plane/outlines.ts";
import { roomIn, undefinedMask, undefinedRings } from "../plane/undefined.ts";
import { type Box, type View, height, width } from "../plane/view.ts";
import { type LevelName, placeLevels, writeLevels } from "./level-labels.ts";

/** Contours of one grid as paths in its own coordinates, which stay exact at any zoom. */
export interface Ground {
  box: Box;
  n: number;
  lines: GroundLine[];
  /** Each sample from the lowest colour (0) to the highest (1), or beyond them; NaN where the loss is undefined. */
  shades: Float32Array;
  /** Where there is no loss; null where there is one everywhere. */
  gap: Gap | null;
}

/** Samples without a loss: their outline, and where there is most room in them. */
interface Gap {
  path: Path2D;
  room: { x: number; y: number; length: number };
}

/** A contour as it is drawn. */
export interface GroundLine extends Contour {
  path: Path2D;
  /** Whether it is one of those that are heavier and named. */
  index: boolean;
}

/** Named lines are at least so many steps of the levels apart, and others so far from them. */
const APART = 2.4;
const BESIDE = 0.45;

/** Traces the contours of heights at the levels of a scale, and at round losses; shade tells where a loss stands among the colours. */
export function makeGround(heights: Heights, scale: LevelScale, shade: (loss: number) => number): Ground {
  const plain = levelsFor(scale, heights);
  const [lowest = 0, highest = 0] = [plain[0], plain.at(-1)];
  const step = plain.length > 1 ? (toScale(scale, highest) - toScale(scale, lowest)) / (plain.length - 1) : scale.step;
  const named = indexLevels(scale, lowest, highest, APART * step);
  const near = (level: number) => named.some((other) => Math.abs(toScale(scale, other) - toScale(scale, level)) < BESIDE * step);
  const levels = [...plain.filter((level) => !near(level)), ...named].sort((a, b) => a - b);
  const above = heights.above ?? 0;
  const mask = undefinedMask(heights);
  return {
    box: heights.box,
    n: heights.n,
    lines: trace(heights, levels, mask).map((contour) => ({ ...contour, path: pathOf(contour.lines), index: named.includes(contour.level) })),
    shades: heights.values.map((value) => (Number.isNaN(value) ? NaN : shade(value + above))),
    gap: mask && gapOf(mask, heights.n),
  };
}

function gapOf(mask: Float64Array, n: number): Gap | null {
  const room = roomIn(mask, n);
  return room && { path: pathOf(undefinedRings(mask, n)), room };
}

function pathOf(lines: readonly Ring[]): Path2D {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    if (isRing(line)) path.closePath();
  }
  return path;
}

/** What the ground is drawn with. */
export interface GroundStyle {
  theme: Theme;
  lines: boolean;
  basins: BasinImage | null;
  /** What is written where the loss is not defined. */
  undefined: string;
}

/** Fill the map with the highest colour: what lies beyond the grids. */
export function paintBeyond(pen: CanvasRenderingContext2D, view: View, theme: Theme): void {
  pen.fillStyle = theme.high;
  pen.fillRect(0, 0, view.size.width, view.size.height);
}

/** Draw a ground, with the numbers of its contours and the name of its gap. */
export function paintGround(pen: CanvasRenderingContext2D, ground: Ground, view: View, style: GroundStyle, { levels, gap }: GroundNames): void {
  pen.save();
  clipTo(pen, ground.box, view);
  pen.imageSmoothingQuality = "high";
  lay(pen, pictureOf(ground, style.theme), ground, view);
  if (style.basins) paintBasins(pen, style.basins, view);
  if (style.lines) strokeLines(pen, ground, view, style);
  if (ground.gap) hatch(pen, ground.gap.path, ground, view, style.theme);
  if (gap) nameGap(pen, gap, style);
  writeLevels(pen, levels, style.theme);
  pen.restore();
}

/** What is written on a ground: the numbers of its contours, and the place of its gap's name. */
export interface GroundNames {
  levels: LevelName[];
  gap: LabelBox | null;
}

/** Where the names of a ground stand, off what is taken, and the contours' numbers off what crosses them. */
export function placeNames(pen: CanvasRenderingContext2D, ground: Ground, view: View, style: GroundStyle, labels: Labels, crossed: (place: LabelBox) => boolean): GroundNames {
  const gap = ground.gap && gapRoom(pen, ground.gap, ground, view, style);
  if (gap) labels.reserve(gap);
  return { gap, levels: style.lines ? placeLevels(pen, ground.lines, gridMatrix(ground, view), style.theme, labels, crossed) : [] };
}

/** Hatching lines are so far apart, in px. */
const HATCH = 9;

/** Hatches a path of the grid in whole px of the picture, on paper, with a sharp edge. */
function hatch(pen: CanvasRenderingContext2D, path: Path2D, ground: Ground, view: View, theme: Theme): void {
  const { width: w, height: h } = view.size;
  const gap = placed(path, gridMatrix(ground, view));
  pen.save();
  pen.clip(gap, "evenodd");
  pen.fillStyle = theme.paper;
  pen.fillRect(0, 0, w, h);
  pen.strokeStyle = theme.dim;
  pen.globalAlpha = 0.55;
  pen.lineWidth = theme.scale;
  pen.beginPath();
  for (let x = -h; x < w; x += HATCH * theme.scale) {
    pen.moveTo(x, h);
    pen.lineTo(x + h, 0);
  }
  pen.stroke();
  pen.restore();
  pen.strokeStyle = theme.dim;
  pen.lineWidth = 1.4 * theme.scale;
  pen.stroke(gap);
}

/** The room for what a hatched place is called; null where there is none. */
function gapRoom(pen: CanvasRenderingContext2D, { room }: Gap, ground: Ground, view: View, { theme, undefined: text }: GroundStyle): LabelBox | null {
  const matrix = gridMatrix(ground, view);
  const half = ((room.length - 1) / 2) * Math.abs(matrix.a);
  const x = matrix.e + room.x * matrix.a;
  const [left, right] = [Math.max(0, x - half), Math.min(view.size.width, x + half)];
  const middle = (left + right) / 2;
  const y = Math.min(view.size.height - 40, Math.max(60, matrix.f + room.y * matrix.d));
  pen.font = gapFont(theme);
  const across = pen.measureText(text).width;
  if (right - left < across + 24) return null;
  return { x: middle - across / 2 - 4, y: y - 10 * theme.scale, width: across + 8, height: 20 * theme.scale };
}

/** Writes on a hatched place what it is. */
function nameGap(pen: CanvasRenderingContext2D, place: LabelBox, { theme, undefined: text }: GroundStyle): void {
  pen.font = gapFont(theme);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  haloText(pen, text, place.x + place.width / 2, place.y + place.height / 2, theme.dim, theme.paper);
}

function gapFont(theme: Theme): string {
  return `600 ${12 * theme.scale}px ${theme.font}`;
}

/** Pictures of grounds in the colours they were last wanted in. */
const pictures = new WeakMap<Ground, { colors: string; canvas: HTMLCanvasElement }>();

function pictureOf(ground: Ground, theme: Theme): HTMLCanvasElement {
  const colors = `${theme.low} ${theme.mid} ${theme.high}`;
  const known = pictures.get(ground);
  if (known?.colors === colors) return known.canvas;
  const { n, shades, box } = ground;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = n;
  const pixels = hypsometric(shades, n, [width(box), height(box)], rampOf(theme));
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, n, n), 0, 0);
  pictures.set(ground, { colors, canvas });
  return canvas;
}

function strokeLines(pen: CanvasRenderingContext2D, ground: Ground, view: View, { theme, basins }: GroundStyle): void {
  const matrix = gridMatrix(ground, view);
  pen.strokeStyle = theme.contour;
  pen.lineJoin = "round";
  for (const index of [false, true]) {
    pen.lineWidth = (index ? 1.2 : 0.7) * theme.scale;
    pen.globalAlpha = (index ? 0.62 : 0.34) * (basins ? 1.2 : 1);
    for (const line of ground.lines) if (line.index === index) pen.stroke(placed(line.path, matrix));
  }
  pen.globalAlpha = 1;
}

function placed(path: Path2D, matrix: DOMMatrix): Path2D {
  const moved = new Path2D();
  moved.addPath(path, matrix);
  return moved;
}

/** From grid coordinates to CSS pixels. */
function gridMatrix(ground: Ground, view: View): DOMMatrix {
  const { box, n } = ground;
  const [x0, y0] = [view.x(box.xmin), view.y(box.ymin)];
  const dx = (view.x(box.xmax) - x0) / (n - 1);
  const dy = (view.y(box.ymax) - y0) / (n - 1);
  return new DOMMatrix([dx, 0, 0, dy, x0, y0]);
}

/** Half a sample inside the grid, where the rings along its edge are not seen. */
function clipTo(pen: CanvasRenderingContext2D, box: Box, view: View): void {
  pen.beginPath();
  const [x, y] = [view.x(box.xmin), view.y(box.ymax)];
  pen.rect(x, y, view.x(box.xmax) - x, view.y(box.ymin) - y);
  pen.clip();
}

/** The basins; while the map is moved they may be of a part of it, or coarser. */
function paintBasins(pen: CanvasRenderingContext2D, image: BasinImage, view: View): void {
  pen.globalAlpha = 0.8;
  lay(pen, image.canvas, image, view);
  pen.globalAlpha = 1;
}

/** Lays the picture of n × n samples of a box on the map: a sample is a cell around its place. */
function lay(pen: CanvasRenderingContext2D, picture: HTMLCanvasElement, { box, n }: { box: Box; n: number }, view: View): void {
  const [halfX, halfY] = [width(box) / (n - 1) / 2, height(box) / (n - 1) / 2];
  const [x, y] = [view.x(box.xmin - halfX), view.y(box.ymax + halfY)];
  pen.drawImage(picture, x, y, view.x(box.xmax + halfX) - x, view.y(box.ymin - halfY) - y);
}
