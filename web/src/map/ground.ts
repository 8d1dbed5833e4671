// The ground of the map: fill, contour lines and basins. It is drawn again only
// when the heights, the view or the theme change.

import type { BasinImage } from "../draw/basins.ts";
import { type Theme, mix, parseColor, rgbText } from "../draw/colors.ts";
import { type Contour, type LevelScale, levelsFor, trace } from "../plane/contours.ts";
import type { Heights } from "../plane/heights.ts";
import { type Box, type View, height, width } from "../plane/view.ts";

/** Contours of one grid as paths in its own coordinates, which stay exact at any zoom. */
export interface Ground {
  box: Box;
  n: number;
  lowest: number;
  areas: { level: number; path: Path2D }[];
  /** Where a loss stands between the lowest colour (0) and the highest (1). */
  shade(loss: number): number;
}

/** Traces the contours of heights at the levels of a scale; shade tells where a loss stands among the colours, from 0 to 1. */
export function makeGround(heights: Heights, scale: LevelScale, shade: (loss: number) => number): Ground {
  const levels = levelsFor(scale, heights);
  return {
    box: heights.box,
    n: heights.n,
    lowest: levels[0] ?? heights.values[0] + (heights.above ?? 0),
    areas: trace(heights, levels).map(areaPath),
    shade,
  };
}

function areaPath({ level, rings }: Contour): { level: number; path: Path2D } {
  const path = new Path2D();
  for (const ring of rings) {
    ring.forEach(([x, y], i) => (i === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    path.closePath();
  }
  return { level, path };
}

/** What the ground is drawn with. */
export interface GroundStyle {
  theme: Theme;
  lines: boolean;
  basins: BasinImage | null;
}

/** Fill the map with the highest colour: what lies beyond the grids. */
export function paintBeyond(pen: CanvasRenderingContext2D, view: View, theme: Theme): void {
  pen.fillStyle = theme.high;
  pen.fillRect(0, 0, view.size.width, view.size.height);
}

/** Draw a ground, from its lowest area up, each over the last. */
export function paintGround(pen: CanvasRenderingContext2D, ground: Ground, view: View, style: GroundStyle): void {
  const { theme } = style;
  const matrix = gridMatrix(ground, view);
  const [low, high] = [parseColor(theme.low), parseColor(theme.high)];
  const color = (loss: number) => rgbText(mix(low, high, ground.shade(loss)));
  pen.save();
  clipTo(pen, ground.box, view);
  pen.fillStyle = color(below(ground));
  pen.fillRect(0, 0, view.size.width, view.size.height);
  const paths = ground.areas.map(({ level, path }) => ({ level, path: placed(path, matrix) }));
  paths.forEach(({ level, path }, i) => {
    pen.fillStyle = color(paths[i + 1] ? (level + paths[i + 1].level) / 2 : level);
    pen.fill(path, "evenodd");
  });
  if (style.basins) paintBasins(pen, style.basins, view);
  if (style.lines) strokeLines(pen, paths, style);
  pen.restore();
}

function strokeLines(pen: CanvasRenderingContext2D, paths: { path: Path2D }[], style: GroundStyle): void {
  pen.strokeStyle = style.theme.contour;
  pen.lineWidth = style.theme.scale;
  pen.lineJoin = "round";
  pen.globalAlpha = style.basins ? 0.75 : style.theme.dark ? 0.62 : 0.6;
  for (const { path } of paths) pen.stroke(path);
  pen.globalAlpha = 1;
}

/** The loss that stands for what is under the lowest level. */
function below(ground: Ground): number {
  const next = ground.areas[1]?.level ?? ground.lowest;
  return ground.lowest - (next - ground.lowest) / 2;
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
  const { box } = image;
  const halfX = width(box) / (image.n - 1) / 2;
  const halfY = height(box) / (image.n - 1) / 2;
  const [x, y] = [view.x(box.xmin - halfX), view.y(box.ymax + halfY)];
  pen.globalAlpha = 0.8;
  const [w, h] = [view.x(box.xmax + halfX) - x, view.y(box.ymin - halfY) - y];
  pen.drawImage(image.canvas, x, y, w, h);
  pen.globalAlpha = 1;
}
