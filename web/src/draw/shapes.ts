// Marker shapes: each run has its own, so that colour is never the only sign.

import type { Shape } from "../wire/wire.ts";

/** All that there are; a picture counts them. */
export const SHAPES: Shape[] = ["circle", "diamond", "triangle", "square", "down", "cross"];

/** What a path is built with: a Path2D, a canvas context, or text. */
interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, r: number, from: number, to: number): void;
  closePath(): void;
}

/** Corners in units of the radius, y down; areas are close to the circle's. */
const CORNERS: Record<Exclude<Shape, "circle">, [number, number][]> = {
  diamond: [[0, -1.25], [1.1, 0], [0, 1.25], [-1.1, 0]],
  triangle: [[0, -1.25], [1.15, 0.85], [-1.15, 0.85]],
  square: [[-0.95, -0.95], [0.95, -0.95], [0.95, 0.95], [-0.95, 0.95]],
  down: [[0, 1.25], [-1.15, -0.85], [1.15, -0.85]],
  cross: [
    [-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4],
    [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4], [-1.15, -0.4], [-0.4, -0.4],
  ],
};

/** Add run i's shape to a path. */
export function addShape(pen: Pen, run: number, x: number, y: number, radius: number): void {
  const shape = SHAPES[run % SHAPES.length];
  if (shape === "circle") {
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  addPolygon(pen, CORNERS[shape], x, y, radius);
}

/** A star of five points, for minima. */
export function addStar(pen: Pen, x: number, y: number, radius: number): void {
  const corners: [number, number][] = [];
  for (let i = 0; i < 10; i++) {
    const [r, a] = [i % 2 ? 0.42 : 1, (Math.PI * i) / 5];
    corners.push([r * Math.sin(a), -r * Math.cos(a)]);
  }
  addPolygon(pen, corners, x, y, radius);
}

function addPolygon(pen: Pen, corners: [number, number][], x: number, y: number, r: number): void {
  corners.forEach(([cx, cy], i) => {
    if (i === 0) pen.moveTo(x + cx * r, y + cy * r);
    else pen.lineTo(x + cx * r, y + cy * r);
  });
  pen.closePath();
}

/** Run i's shape as the d of an SVG path in a 16 × 16 box. */
export function shapeSVG(run: number): string {
  const shape = SHAPES[run % SHAPES.length];
  if (shape === "circle") return "M13 8A5 5 0 1 1 3 8A5 5 0 1 1 13 8Z";
  const corners = CORNERS[shape].map(([x, y]) => `${8 + x * 5} ${8 + y * 5}`);
  return `M${corners.join("L")}Z`;
}
