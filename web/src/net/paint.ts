// Draws what a network makes of its data on a canvas: regions or a curve, and the
// points. A point is round, told wrong it is a cross; its colour is that of its class,
// and class 1 is filled; a ring is around those of the step's mini-batch.
import { type Theme, mix, parseColor, type RGB } from "../draw/colors.ts";
import { type Box, height, width } from "../plane/view.ts";
import type { Points } from "./data.ts";
import type { Fit, Regions } from "./regions.ts";

/** The two classes' colours, of regions and of points. */
export interface Inks {
  regions: [RGB, RGB];
  points: [string, string];
}

/** Reads them from the style sheet. */
export function readInks(element: Element): Inks {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    regions: [parseColor(value("--class-0")), parseColor(value("--class-1"))],
    points: [value("--point-0"), value("--point-1")],
  };
}

/** A canvas that is drawn in CSS pixels. */
export interface Sheet {
  pen: CanvasRenderingContext2D;
  width: number;
  height: number;
  scale: number;
}

/** A canvas at the size that it has on the page; null where it has none. */
export function sheetOf(canvas: HTMLCanvasElement, scale: number): Sheet | null {
  const { clientWidth, clientHeight } = canvas;
  const pen = canvas.getContext("2d");
  if (!pen || clientWidth === 0 || clientHeight === 0) return null;
  const ratio = Math.min(3, devicePixelRatio || 1);
  const [w, h] = [Math.round(clientWidth * ratio), Math.round(clientHeight * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, clientWidth, clientHeight);
  return { pen, width: clientWidth, height: clientHeight, scale };
}

let small: HTMLCanvasElement | null = null;

/** Regions, each place mixed from paper to its class's colour. */
export function paintRegions({ pen, width, height, scale }: Sheet, { n, sure, border }: Regions, inks: Inks, theme: Theme, thick: number): void {
  const paper = parseColor(theme.paper);
  const pixels = new ImageData(n, n);
  sure.forEach((share, i) => {
    const sureness = Math.abs(2 * share - 1);
    const [r, g, b] = mix(paper, inks.regions[share > 0.5 ? 1 : 0], 0.22 + 0.78 * sureness);
    pixels.data.set([r, g, b, 255], 4 * i);
  });
  small ??= document.createElement("canvas");
  small.width = small.height = n;
  small.getContext("2d")?.putImageData(pixels, 0, 0);
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = "high";
  pen.drawImage(small, 0, 0, width, height);
  pen.beginPath();
  for (const [x0, y0, x1, y1] of border) {
    pen.moveTo((x0 * width) / n, (y0 * height) / n);
    pen.lineTo((x1 * width) / n, (y1 * height) / n);
  }
  pen.strokeStyle = theme.text;
  pen.lineCap = "round";
  pen.lineWidth = thick * scale;
  pen.stroke();
}

/** What is drawn of points beside where they are. */
export interface PointStyle {
  radius: number;
  wrong: Uint8Array | null;
  batch: ReadonlySet<number> | null;
  /** The point that is looked at. */
  chosen?: number;
  alpha?: number;
}

/** Few points are drawn larger. */
export const radiusFor = (count: number, usual: number): number => (count > 12 ? usual : 1.8 * usual);

/** The place of a point on a sheet. */
export function placeOf(box: Box, { width: w, height: h }: Pick<Sheet, "width" | "height">, x: number, y: number): [number, number] {
  return [((x - box.xmin) / width(box)) * w, ((box.ymax - y) / height(box)) * h];
}

/** Points of two classes, or of a curve. */
export function paintPoints(sheet: Sheet, points: Points, inputs: number, box: Box, inks: Inks, theme: Theme, style: PointStyle): void {
  const { pen } = sheet;
  const r = style.radius * sheet.scale;
  pen.globalAlpha = style.alpha ?? 1;
  for (let i = 0; i < points.count; i++) {
    const target = points.targets[i]!;
    const [x, y] = placeOf(box, sheet, points.inputs[i * inputs]!, inputs > 1 ? points.inputs[i * inputs + 1]! : target);
    const one = inputs > 1 && target > 0.5;
    const ink = inputs > 1 ? inks.points[one ? 1 : 0]! : theme.text;
    if (style.batch?.has(i)) ring(pen, x, y, r * 2, theme.text, 1.3 * sheet.scale);
    if (style.wrong?.[i]) cross(pen, x, y, r * 1.45, ink, theme.paper, sheet.scale);
    else disc(pen, x, y, r, ink, theme.paper, one || inputs === 1, sheet.scale);
    if (style.chosen === i) ring(pen, x, y, r * 2.6, theme.text, 2.4 * sheet.scale);
  }
  pen.globalAlpha = 1;
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, r: number, ink: string, paper: string, filled: boolean, scale: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.fillStyle = filled ? ink : paper;
  pen.fill();
  pen.strokeStyle = filled ? paper : ink;
  pen.lineWidth = (filled ? 0.8 : 1.5) * scale;
  pen.stroke();
}

function cross(pen: CanvasRenderingContext2D, x: number, y: number, r: number, ink: string, paper: string, scale: number): void {
  pen.beginPath();
  pen.moveTo(x - r, y - r);
  pen.lineTo(x + r, y + r);
  pen.moveTo(x - r, y + r);
  pen.lineTo(x + r, y - r);
  pen.lineCap = "round";
  pen.strokeStyle = paper;
  pen.lineWidth = 5 * scale;
  pen.stroke();
  pen.strokeStyle = ink;
  pen.lineWidth = 2.4 * scale;
  pen.stroke();
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, r: number, ink: string, width: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.strokeStyle = ink;
  pen.lineWidth = width;
  pen.stroke();
}

/** A fitted curve in a run's colour, under the points; dashed, where it is undecided. */
export function paintFit(sheet: Sheet, { x, y, undecided }: Fit, box: Box, ink: string, theme: Theme, thick: number): void {
  const { pen } = sheet;
  pen.fillStyle = theme.paper;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  for (const at of undecided) upright(sheet, placeOf(box, sheet, at, 0)[0], theme);
  pen.beginPath();
  x.forEach((at, i) => {
    const value = Number.isFinite(y[i]!) ? y[i]! : NaN;
    const place = placeOf(box, sheet, at, Math.max(box.ymin - height(box), Math.min(box.ymax + height(box), value)));
    if (i === 0) pen.moveTo(...place);
    else pen.lineTo(...place);
  });
  pen.strokeStyle = ink;
  pen.lineJoin = "round";
  pen.lineWidth = thick * sheet.scale;
  pen.stroke();
}

function upright({ pen, height, scale }: Sheet, x: number, theme: Theme): void {
  pen.beginPath();
  pen.moveTo(x, 0);
  pen.lineTo(x, height);
  pen.setLineDash([5 * scale, 4 * scale]);
  pen.strokeStyle = theme.text;
  pen.lineWidth = 1.4 * scale;
  pen.stroke();
  pen.setLineDash([]);
}
