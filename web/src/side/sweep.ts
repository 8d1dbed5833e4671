// The final loss of every rate of a sweep, log by log: where learning works, and
// where it stops working. A click takes the rate.

import { type Theme, readTheme, runColor, runShape } from "../draw/colors.ts";
import { Layer, sharpness } from "../draw/layer.ts";
import { addShape } from "../draw/shapes.ts";
import { logTicks, powerText } from "../draw/ticks.ts";
import { fractionToRate, outcomeBand, rateToFraction } from "./track.ts";
import type { Size } from "../plane/view.ts";
import type { KnownSweep } from "../wire/wire.ts";

/** What the chart is given, and who is told of a rate that is picked. */
export interface SweepOptions {
  invalidate(): void;
  onPick(lr: number): void;
  words: { rate: string; loss: string };
}

const PAD = { left: 46, right: 12, top: 22, bottom: 26 };
/** Losses this far under the largest are drawn at the bottom. */
const DECADES = 8;

/** The range of losses that is drawn: the smallest positive one up to the largest finite one. */
export function lossRange(sweep: KnownSweep, floor: number): [number, number] {
  let [low, high] = [Infinity, 0];
  const start = sweep.loss.map((loss) => (loss === null ? NaN : loss - floor));
  start.forEach((gap, i) => {
    if (!(gap > 0) || !Number.isFinite(gap) || outcomeBand(sweep.outcomes[i]) === "far") return;
    [low, high] = [Math.min(low, gap), Math.max(high, gap)];
  });
  if (high === 0) return [1e-3, 1];
  low = Math.max(low, high * 10 ** -DECADES);
  return [low / 2, Math.max(high, low * 10) * 2];
}

/** The chart of every rate's final loss. */
export class SweepChart {
  private readonly layer: Layer;
  private readonly observer: ResizeObserver;
  private readonly stop = new AbortController();
  private theme: Theme;
  private size: Size = { width: 0, height: 0 };
  private sweep: KnownSweep | null = null;
  private run = 0;
  private lr = 0;
  private floor = 0;
  private dirty = true;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: SweepOptions,
  ) {
    this.theme = readTheme(host);
    if (getComputedStyle(host).position === "static") host.style.position = "relative";
    this.layer = new Layer(host);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
    host.addEventListener("click", (event) => this.pick(event), { signal: this.stop.signal });
  }

  /** Show a sweep and the rate that run has now; losses count from floor, the best known. */
  setSweep(sweep: KnownSweep | null, run: number, lr: number, floor = 0): void {
    Object.assign(this, { sweep, run, lr, floor });
    this.spoil();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.spoil();
  }

  draw(): void {
    if (!this.dirty || this.size.width === 0) return;
    this.dirty = false;
    this.layer.clear();
    if (!this.sweep || this.sweep.rates.length < 2) return;
    const range = lossRange(this.sweep, this.lowest());
    this.paintAxes(range);
    this.paintPoints(this.sweep, range);
    this.paintRate();
  }

  destroy(): void {
    this.stop.abort();
    this.observer.disconnect();
    this.layer.canvas.remove();
  }

  /** Losses below zero need a floor under them to stand on a log axis. */
  private lowest(): number {
    const losses = (this.sweep?.loss ?? []).filter((loss) => loss !== null);
    return Math.min(this.floor, ...losses.filter((loss) => loss < this.floor));
  }

  private get rates(): [number, number] {
    const rates = this.sweep?.rates ?? [1, 10];
    return [rates[0], rates[rates.length - 1]];
  }

  private x(rate: number): number {
    return PAD.left + rateToFraction(rate, this.rates) * (this.size.width - PAD.left - PAD.right);
  }

  private y(loss: number, [low, high]: [number, number]): number {
    const t = Math.log(Math.min(Math.max(loss, low), high) / low) / Math.log(high / low);
    return this.size.height - PAD.bottom - t * (this.size.height - PAD.top - PAD.bottom);
  }

  private paintAxes(range: [number, number]): void {
    const { pen } = this.layer;
    const { width, height } = this.size;
    pen.font = `${11.5 * this.theme.scale}px ${this.theme.font}`;
    pen.fillStyle = this.theme.dim;
    pen.strokeStyle = this.theme.line;
    pen.lineWidth = 1;
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    for (const value of logTicks(...range, height / 32)) {
      const y = this.y(value, range);
      strokeLine(pen, PAD.left, y, width - PAD.right, y);
      pen.fillText(powerText(value), PAD.left - 6, y);
    }
    pen.textAlign = "center";
    for (const value of logTicks(...this.rates, width / 50)) {
      pen.fillText(powerText(value), this.x(value), height - 12);
    }
    pen.textAlign = "left";
    pen.fillText(this.options.words.loss, PAD.left, 10);
    pen.textAlign = "right";
    pen.fillText(this.options.words.rate, width - PAD.right, 10);
  }

  private paintPoints(sweep: KnownSweep, range: [number, number]): void {
    const { pen } = this.layer;
    sweep.rates.forEach((rate, i) => {
      const loss = sweep.loss[i];
      const band = outcomeBand(sweep.outcomes[i], sweep.global[i]);
      const gap = loss === null || band === "far" ? Infinity : loss - this.lowest();
      pen.fillStyle = this.theme.bands[band];
      pen.beginPath();
      addShape(pen, 0, this.x(rate), this.y(gap, range), 2.6 * this.theme.scale);
      pen.fill();
    });
  }

  private paintRate(): void {
    const { pen } = this.layer;
    if (!(this.lr > 0)) return;
    const x = this.x(this.lr);
    pen.strokeStyle = pen.fillStyle = runColor(this.theme, this.run);
    pen.lineWidth = 2 * this.theme.scale;
    strokeLine(pen, x, PAD.top, x, this.size.height - PAD.bottom);
    pen.beginPath();
    addShape(pen, runShape(this.theme, this.run), x, PAD.top, 5 * this.theme.scale);
    pen.fill();
  }

  private pick(event: MouseEvent): void {
    if (!this.sweep) return;
    const px = event.clientX - this.host.getBoundingClientRect().left;
    const t = (px - PAD.left) / (this.size.width - PAD.left - PAD.right);
    if (t >= 0 && t <= 1) this.options.onPick(fractionToRate(t, this.rates));
  }

  /** Take the host's size as it is now. */
  resize(): void {
    this.size = { width: this.host.clientWidth, height: this.host.clientHeight };
    if (this.size.width === 0) return;
    this.layer.resize(this.size, sharpness(3));
    this.spoil();
  }

  private spoil(): void {
    this.dirty = true;
    this.options.invalidate();
  }
}

function strokeLine(pen: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  pen.beginPath();
  pen.moveTo(x0, y0);
  pen.lineTo(x1, y1);
  pen.stroke();
}
