// Where the world is on the screen: boxes of the weight plane, and the one
// coordinate context that every layer of the map shares.

/** A box of the weight plane. */
export interface Box {
  xmin: number;
  xmax: number;
  ymin: number;
  ymax: number;
}

/** A size in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** A box longer than this many times its breadth would be a mere line in one scale. */
const LONGEST = 4;

/** A box's width, in weights. */
export const width = (b: Box): number => b.xmax - b.xmin;
/** A box's height, in weights. */
export const height = (b: Box): number => b.ymax - b.ymin;

/** The box of xmin, xmax, ymin, ymax. */
export function boxOf([xmin, xmax, ymin, ymax]: readonly number[]): Box {
  return { xmin, xmax, ymin, ymax };
}

/** Whether a box is an interval of one weight, with the other 0. */
export function isFlat({ ymin, ymax }: Box): boolean {
  return ymin === 0 && ymax === 0;
}

/** The box as the link's "xmin,xmax,ymin,ymax", or an interval as its two numbers, with as many digits as a pixel needs. */
export function boxText(b: Box): string {
  const digits = (v: number, span: number) => {
    const places = Math.min(100, Math.max(0, 4 - Math.floor(Math.log10(span))));
    return String(Number(v.toFixed(places)));
  };
  const [w, h] = [width(b), height(b)];
  if (isFlat(b)) return [digits(b.xmin, w), digits(b.xmax, w)].join();
  return [digits(b.xmin, w), digits(b.xmax, w), digits(b.ymin, h), digits(b.ymax, h)].join();
}

/** Read a box from a link, or an interval of one weight; null where it is neither. */
export function parseBox(text: string): Box | null {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (![2, 4].includes(numbers.length) || !numbers.every(Number.isFinite)) return null;
  const box = boxOf([...numbers, 0, 0]);
  if (numbers.length === 2) return box.xmin < box.xmax ? box : null;
  return box.xmin < box.xmax && box.ymin < box.ymax ? box : null;
}

/** Whether a part of a map can be drawn: how far out, and how small beside where it is, so that two samples are never one number. */
export function isDrawable(box: Box | null): boolean {
  if (!box) return false;
  const side = (from: number, to: number) => Math.max(-from, to) <= 1e9 && to - from >= 1e-9 * Math.max(Math.abs(from), Math.abs(to));
  return side(box.xmin, box.xmax) && (isFlat(box) || side(box.ymin, box.ymax));
}

/**
 * The box grown around its centre to fill the size. The axes share one scale,
 * so that the gradient stands square on the contours, in a window of any shape;
 * a box that is a mere strip alone has two, and the axes say so.
 */
export function fitBox(box: Box, size: Size): Box {
  if (size.width <= 0 || size.height <= 0) return box;
  const shape = width(box) / height(box);
  if (shape > LONGEST || shape < 1 / LONGEST) return box;
  const growth = size.width / size.height / shape;
  return growth > 1 ? scaleBox(box, growth, 1) : scaleBox(box, 1, 1 / growth);
}

/** The box, grown where a point in it is closer to an edge than a part of its size: what stands there is not cut. */
export function withRoom(box: Box, [x, y]: readonly [number, number], part = 0.04): Box {
  if (!(x >= box.xmin && x <= box.xmax && y >= box.ymin && y <= box.ymax)) return box;
  const [mx, my] = [width(box) * part, height(box) * part];
  return {
    xmin: Math.min(box.xmin, x - mx),
    xmax: Math.max(box.xmax, x + mx),
    ymin: Math.min(box.ymin, y - my),
    ymax: Math.max(box.ymax, y + my),
  };
}

/**
 * The box shown at a size, grown upwards until a point in it, with room about it in px, lies below
 * the places that cover the picture's top. Its lower edge stays, so that all of the box is still seen.
 */
export function below(places: readonly Covered[], box: Box, size: Size, [wx, wy]: readonly [number, number], room: number): Box {
  let clear = box;
  for (let i = 0; i < places.length; i++) { // grown for one, the point may come to lie under another
    const view = new View(clear, size);
    const [x, y] = [view.x(wx), view.y(wy)];
    const over = places.find((p) => view.shows(x, y) && x + room > p.x && x - room < p.x + p.width && y + room > p.y && y - room < p.y + p.height);
    const bottom = over ? over.y + over.height + room : 0;
    if (!over || bottom > size.height / 2) return clear;
    clear = zoomAt(clear, (size.height - y) / (size.height - bottom), (clear.xmin + clear.xmax) / 2, clear.ymin);
  }
  return clear;
}

/** A rectangle that covers a part of a picture, in px; (x, y) is its upper left corner. */
export interface Covered extends Size {
  x: number;
  y: number;
}

/** The box scaled about its centre. */
export function scaleBox(box: Box, sx: number, sy: number): Box {
  const [cx, cy] = [(box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2];
  const [hx, hy] = [(width(box) / 2) * sx, (height(box) / 2) * sy];
  return { xmin: cx - hx, xmax: cx + hx, ymin: cy - hy, ymax: cy + hy };
}

/** The box scaled by factor about a fixed point: below 1 zooms in. */
export function zoomAt(box: Box, factor: number, x: number, y: number): Box {
  return {
    xmin: x + (box.xmin - x) * factor,
    xmax: x + (box.xmax - x) * factor,
    ymin: y + (box.ymin - y) * factor,
    ymax: y + (box.ymax - y) * factor,
  };
}

/** The box moved by weights. */
export function panBy(box: Box, dx: number, dy: number): Box {
  return {
    xmin: box.xmin + dx,
    xmax: box.xmax + dx,
    ymin: box.ymin + dy,
    ymax: box.ymax + dy,
  };
}

/** Whether b lies wholly inside a. */
export function contains(a: Box, b: Box): boolean {
  return a.xmin <= b.xmin && a.xmax >= b.xmax && a.ymin <= b.ymin && a.ymax >= b.ymax;
}

/** A box shown at a size: world to CSS pixels and back. */
export class View {
  private readonly sx: number;
  private readonly sy: number;

  constructor(
    readonly box: Box,
    readonly size: Size,
  ) {
    this.sx = size.width / width(box);
    this.sy = size.height / height(box);
  }

  x(worldX: number): number {
    return (worldX - this.box.xmin) * this.sx;
  }

  y(worldY: number): number {
    return (this.box.ymax - worldY) * this.sy;
  }

  worldX(px: number): number {
    return this.box.xmin + px / this.sx;
  }

  worldY(px: number): number {
    return this.box.ymax - px / this.sy;
  }

  /** How many times as large the first weight's unit is drawn as the second's; 1 where they share a scale. */
  get stretch(): number {
    const ratio = this.sx / this.sy;
    return Math.abs(ratio - 1) < 0.01 ? 1 : ratio;
  }

  /** Whether a place in pixels is on the screen, with a margin. */
  shows(px: number, py: number, margin = 0): boolean {
    return (
      px >= -margin &&
      px <= this.size.width + margin &&
      py >= -margin &&
      py <= this.size.height + margin
    );
  }
}
