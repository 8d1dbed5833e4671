// The rates that a room has tried as dots on the ruler, where its rates are: each
// stands on the ground at its rate, on those that are beside it.
import type { Ruler } from "../ruler/ruler.ts";
import type { Scene } from "../ruler/scene.ts";
import type { Dot } from "./dots.ts";

type Pen = CanvasRenderingContext2D;

/** A dot's radius, in letters of the root; of many pages up to so many times as large. */
const [RADIUS, LARGEST] = [0.34, 2];

/** The room's rates on the ruler. */
export class OnRuler {
  private shown = "";

  constructor(private readonly ruler: Ruler) {}

  /** Shows dots while the ruler is about an optimizer; none takes them away. */
  show(dots: readonly Dot[], optimizer: string): void {
    const shown = dots.length === 0 ? "" : JSON.stringify([dots, optimizer]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.ruler.setMore(shown ? (pen, scene) => scene.runs.about?.info.optimizer === optimizer && paint(pen, scene, dots) : null);
  }
}

function paint(pen: Pen, { g, scale, inks: { theme } }: Scene, dots: readonly Dot[]): void {
  const seen = dots.filter(({ rate }) => scale.has(rate)).map((dot) => ({ ...dot, x: scale.x(dot.rate), r: RADIUS * g.em * Math.min(LARGEST, Math.sqrt(dot.pages)) }));
  for (const { x, y, r, band, mine } of heaped(seen, g.foot - g.crest)) {
    pen.beginPath();
    pen.arc(x, g.foot - y, r, 0, 2 * Math.PI);
    pen.fillStyle = band ? (theme.bands[band as keyof typeof theme.bands] ?? theme.dim) : theme.paper;
    pen.fill();
    pen.strokeStyle = theme.text;
    pen.lineWidth = 1.2 * theme.scale;
    pen.stroke();
    if (mine) ring(pen, x, g.foot - y, r + 2.5 * theme.scale, 2.5 * theme.scale);
  }
}

function ring(pen: Pen, x: number, y: number, r: number, width: number): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.lineWidth = width;
  pen.stroke();
}

/** Heaps dots up from the ground to a height at most: y is how high the middle of each lies. */
export function heaped<T extends { x: number; r: number }>(dots: readonly T[], most: number): (T & { y: number })[] {
  const heap: (T & { y: number })[] = [];
  for (const dot of [...dots].sort((a, b) => a.x - b.x)) {
    const under = heap.filter(({ x, r }) => Math.abs(x - dot.x) < r + dot.r);
    heap.push({ ...dot, y: under.reduce((top, { y, r }) => Math.max(top, y + r), 0) + dot.r });
  }
  const top = heap.reduce((top, { y, r }) => Math.max(top, y + r), 0);
  return heap.map((dot) => ({ ...dot, y: top > most ? dot.r + (dot.y - dot.r) * Math.max(0, (most - 2 * dot.r) / (top - 2 * dot.r)) : dot.y }));
}
