// A small curve of the learning rate over the steps, as the first run used it,
// with the playhead on it.
import type { Theme } from "../draw/colors.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import { shownRate } from "../words/numbers.ts";

/** The points of a curve in a box, y down; rates from 0 to their largest. */
export function curvePoints(lr: ArrayLike<number>, count: number, width: number, height: number): [number, number][] {
  let top = 0;
  for (let k = 0; k < count; k++) if (lr[k]! > top) top = lr[k]!;
  const points: [number, number][] = [];
  for (let k = 0; k < count; k++) {
    const rate = lr[k]!;
    if (Number.isFinite(rate)) points.push([(width * k) / Math.max(1, count - 1), top ? height * (1 - rate / top) : height]);
  }
  return points;
}

/** Draws η_k of a run into the canvas. The last iterate has no rate of its own. */
export function drawCurve(canvas: HTMLCanvasElement, run: Trajectory, color: string, k: number, theme: Theme): void {
  const ratio = devicePixelRatio || 1;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const context = canvas.getContext("2d");
  if (!context || width === 0) return;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.scale(ratio, ratio);
  const pad = { left: 54, right: 12, top: 14, bottom: 12 };
  const [w, h] = [width - pad.left - pad.right, height - pad.top - pad.bottom];
  const count = Math.max(1, run.last);
  context.translate(pad.left, pad.top);
  axis(context, run, count, w, h, theme);
  context.strokeStyle = color;
  context.lineWidth = 2.2;
  context.beginPath();
  for (const [x, y] of curvePoints(run.lr, count, w, h)) context.lineTo(x, y);
  context.stroke();
  playhead(context, (w * Math.min(k, count - 1)) / Math.max(1, count - 1), h, theme);
}

function axis(context: CanvasRenderingContext2D, run: Trajectory, count: number, w: number, h: number, theme: Theme): void {
  let top = 0;
  for (let k = 0; k < count; k++) if (run.lr[k]! > top) top = run.lr[k]!;
  context.strokeStyle = theme.line;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(w, 0);
  context.moveTo(0, h);
  context.lineTo(w, h);
  context.stroke();
  context.fillStyle = theme.dim;
  context.font = `12px ${theme.font}`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  context.fillText(shownRate(top), -8, 0);
  context.fillText("0", -8, h);
}

function playhead(context: CanvasRenderingContext2D, x: number, h: number, theme: Theme): void {
  context.strokeStyle = theme.text;
  context.lineWidth = 1.5;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x, -4);
  context.lineTo(x, h + 4);
  context.stroke();
}
