// The loss curves, by uPlot. The playhead lies over them on a canvas of its own,
// so that playing does not draw the curves again.

import uPlot from "uplot";
import { type Columns, type Escape, type LossAxis, axisTicks, bestStop, columnsOf, height, heldColumns, escapes, lossAxis } from "./chart-data.ts";
import { type Area, type Marks, paintLeft, paintPoint, paintStep, paintStop, stepsOn } from "./chart-marks.ts";
import { type Theme, readTheme, runColor } from "../draw/colors.ts";
import type { CloudPainter, Scene } from "../draw/landscape.ts";
import { Canvas, haloText, sharpness } from "../draw/canvas.ts";
import { ticks } from "../draw/ticks.ts";
import type { ShownRun } from "../plane/trajectories.ts";
import type { Size } from "../plane/view.ts";

/** What the chart is given, and who is told of what is done on it. */
export interface ChartOptions {
  invalidate(): void;
  onHover(k: number | null): void;
  onSeek(k: number): void;
  words: { loss: string; gap: string; step: string; off(loss: string, k: number): string; stop(k: number): string };
}

/** What is shown of the curves beyond the playhead: all, a faint hint, nothing. */
export type Future = "shown" | "hint" | "hidden";

/** The dashes of a held-out loss, in px. */
const HELD_DASH = [4, 3];
const FUTURE_ALPHA: Record<Future, number> = { shown: 1, hint: 0.15, hidden: 0 };

/** The chart of losses by step. */
export class LossChart {
  private plot: uPlot | null = null;
  /** Where the curves are, in CSS pixels of the host; uPlot knows when it has drawn. */
  private area: Area = { left: 0, top: 0, width: 0, height: 0 };
  /** The host's size in CSS pixels, kept: asking for it in the middle of a frame costs a layout. */
  private size: Size;
  private readonly overlay: Canvas;
  private theme: Theme;
  private scene: Scene | null = null;
  private columns: Columns = [[0]];
  /** How many of the columns, the last ones, are held-out losses. */
  private held = 0;
  private axis: LossAxis = { kind: "log", floor: 0, range: [-1, 1], off: [-Infinity, Infinity], below: false, even: 0 };
  private escapes: Escape[] = [];
  private hidden: ReadonlySet<number> = new Set();
  /** What draws the losses of an ensemble's members, under the curves; null without any. */
  private clouds: CloudPainter | null = null;
  private under: Canvas | null = null;
  private k = 0;
  private future: Future = "shown";
  private mark: number | null = null;
  private dirty = { plot: true, data: true, overlay: true };

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ChartOptions,
  ) {
    this.theme = readTheme(host);
    if (getComputedStyle(host).position === "static") host.style.position = "relative";
    this.overlay = new Canvas(host);
    this.overlay.canvas.style.zIndex = "1";
    this.size = sizeOf(host);
    new ResizeObserver(() => this.resize()).observe(host);
    this.listen();
  }

  setScene(scene: Scene): void {
    if (scene.runs.length !== this.scene?.runs.length) this.dirty.plot = true;
    this.scene = scene;
    this.invalidate("data");
  }

  /** The members of an ensemble are others now. */
  setClouds(clouds: CloudPainter | null): void {
    this.clouds = clouds;
    this.invalidate("overlay");
  }

  setPlayhead(k: number): void {
    if (k === this.k) return;
    this.k = k;
    this.invalidate("overlay");
  }

  /** What is shown of the curves beyond the playhead. */
  setFuture(future: Future): void {
    if (future === this.future) return;
    this.future = future;
    this.invalidate("plot");
  }

  /** Mark a step that is pointed at elsewhere. */
  setMark(k: number | null): void {
    if (k === this.mark) return;
    this.mark = k;
    this.invalidate("overlay");
  }

  setHidden(hidden: ReadonlySet<number>): void {
    this.hidden = hidden;
    this.invalidate("plot");
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.invalidate("plot");
  }

  /** Take the host's size as it is now. */
  resize(): void {
    this.size = sizeOf(this.host);
    this.invalidate("plot");
  }

  /** Draws what uPlot would draw when the script has ended. */
  drawNow(): void {
    this.draw();
    this.plot?.batch(() => {});
    this.draw(); // the playhead stands where the plot is
  }

  draw(): void {
    if (!this.scene || this.size.width === 0 || this.size.height === 0) return;
    if (this.dirty.data || this.dirty.plot) this.readScene(this.scene);
    if (this.dirty.plot) this.rebuild(this.scene);
    else if (this.dirty.data) this.setData();
    if (this.dirty.plot || this.dirty.data || this.dirty.overlay) this.drawOverlay(this.scene);
    this.dirty = { plot: false, data: false, overlay: false };
  }

  /** Draws new losses now: when the script ends, text that was written since would be laid out for it. */
  private setData(): void {
    const { plot, columns } = this;
    plot?.batch(() => plot.setData(columns));
  }

  private readScene({ scenario, runs }: Scene): void {
    this.axis = lossAxis(scenario, runs);
    const held = heldColumns(runs, this.axis);
    if (held.length !== this.held) this.dirty.plot = true;
    this.held = held.length;
    this.columns = [...columnsOf(runs, this.axis), ...held];
    this.escapes = escapes(runs, this.axis);
  }

  private rebuild(scene: Scene): void {
    this.plot?.destroy();
    const { width, height } = this.size;
    this.area.width = 0;
    this.overlay.resize(this.size, sharpness(3));
    this.under?.resize(this.size, sharpness(2));
    this.plot = new uPlot(this.plotOptions(scene, width, height), this.columns, this.host);
    dress(this.plot.root);
  }

  private plotOptions({ runs }: Scene, width: number, height: number): uPlot.Options {
    const { theme } = this;
    const font = `${Math.round(11.5 * theme.scale)}px ${theme.font}`; // uPlot scales whole pixels alone: it would read 11.5px as 5px
    const axis = { stroke: theme.dim, font, ticks: { show: false }, gap: 6 };
    return {
      width,
      height,
      hooks: { draw: [(plot) => this.drawn(plot)] },
      legend: { show: false },
      cursor: { show: false },
      padding: [(this.named ? 24 : 8) * theme.scale, 16 * theme.scale, 0, 0],
      scales: { x: { time: false, range: () => [0, this.lastStep()] }, y: { range: () => this.axis.range } },
      axes: [
        {
          ...axis,
          size: 24 * theme.scale,
          grid: { show: false },
          splits: (_, __, min, max) => ticks(min, max, width / (80 * theme.scale)),
          values: (_, splits) => splits.map((k) => (Number.isInteger(k) ? String(k) : "")),
        },
        {
          ...axis,
          size: 46 * theme.scale,
          grid: { stroke: theme.line, width: 1 },
          splits: () => this.ticks().map(({ at }) => at),
          filter: (_, splits) => splits,
          values: () => this.ticks().map(({ text }) => text),
        },
      ],
      series: [{}, ...runs.map((_, i) => this.series(i)), ...runs.slice(0, this.held).map((_, i) => this.series(i, true))],
    };
  }

  /** Whether the axis has room for its name; the caption says it too. */
  private get named(): boolean {
    return this.size.height > 130 * this.theme.scale;
  }

  private ticks(): { at: number; text: string }[] {
    return axisTicks(this.axis, this.size.height / (34 * this.theme.scale));
  }

  /** A plot's rectangle stays where it is until the plot is built anew. */
  private drawn(plot: uPlot): void {
    if (this.area.width > 0) return;
    this.area = plotArea(plot, this.host);
    this.invalidate("overlay");
  }

  /** A run's curve; of its held-out losses dashed. */
  private series(run: number, held = false): uPlot.Series {
    return {
      show: !this.hidden.has(run),
      alpha: FUTURE_ALPHA[this.future],
      stroke: runColor(this.theme, run),
      width: (held ? 1.5 : 2) * this.theme.scale,
      ...(held ? { dash: HELD_DASH.map((part) => part * this.theme.scale * uPlot.pxRatio) } : {}), // uPlot scales a line's width alone
      points: { show: false },
      spanGaps: false,
    };
  }

  private drawOverlay({ scenario, runs }: Scene): void {
    const { pen } = this.overlay;
    const { theme, area } = this;
    this.overlay.clear();
    if (area.width === 0) return;
    this.drawClouds(area);
    pen.font = `${11.5 * theme.scale}px ${theme.font}`;
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    const { words } = this.options;
    if (this.named) haloText(pen, this.axis.kind === "log" && scenario.negative ? words.gap : words.loss, area.left, area.top - 11 * theme.scale, theme.dim, theme.paper);
    if (this.future !== "shown") runs.forEach((_, i) => this.hidden.has(i) || (this.drawPast(area, i), this.held > 0 && this.drawPast(area, i + runs.length)));
    const marks: Marks = { pen, theme, area, steps: (part) => this.stepsOn(area, part), texts: [] };
    paintStep(marks, this.across(area, this.k), theme.text, [2.5, 3]);
    if (this.mark !== null && this.mark !== this.k) paintStep(marks, this.across(area, this.mark), theme.dim, []);
    const seen = this.escapes.filter(({ run, k }) => !this.hidden.has(run) && this.isSeen(k));
    paintLeft(marks, seen, ({ crossing, up }) => this.place(area, crossing, this.axis.range[up ? 1 : 0]), words.off);
    if (this.held > 0) runs.forEach((run, i) => this.hidden.has(i) || this.drawBestStop(marks, run, i));
    const at = this.mark ?? this.k;
    runs.forEach((run, i) => this.hidden.has(i) || this.drawPoint(marks, run, i, at));
  }

  /** Draws the members' losses; none while the audience predicts. */
  private drawClouds(area: Area): void {
    const { clouds, axis, theme, hidden } = this;
    if (!clouds) return;
    if (!this.under) {
      this.under = new Canvas(this.host);
      this.under.resize(this.size, sharpness(2));
      this.host.prepend(this.under.canvas);
    }
    const place = (k: number, loss: number): [number, number] | null => {
      const at = height(axis, loss);
      return at === null ? null : this.place(area, k, at);
    };
    const to = this.future === "shown" ? Infinity : this.future === "hint" ? this.k : 0;
    clouds.paintLosses(this.under, { theme, hidden, area, scale: [axis.kind, axis.floor, ...axis.range, this.lastStep()], to, place });
  }

  /** A run's curve up to the playhead, over its faint whole. */
  private drawPast(area: Area, run: number): void {
    const { pen } = this.overlay;
    const column = this.columns[run + 1] ?? [];
    pen.save();
    pen.beginPath();
    pen.rect(area.left, area.top, area.width, area.height);
    pen.clip();
    pen.beginPath();
    let drawn = false;
    for (let k = 0; k <= Math.min(this.k, column.length - 1); k++) {
      const gap = column[k];
      if (gap === null || gap === undefined) drawn = false;
      else if (drawn) pen.lineTo(...this.place(area, k, gap));
      else (pen.moveTo(...this.place(area, k, gap)), (drawn = true));
    }
    const held = run >= this.columns.length - 1 - this.held && this.held > 0;
    pen.strokeStyle = runColor(this.theme, held ? run - this.held : run);
    pen.setLineDash(held ? HELD_DASH.map((part) => part * this.theme.scale) : []);
    pen.lineWidth = (held ? 1.5 : 2) * this.theme.scale;
    pen.lineJoin = "round";
    pen.stroke();
    pen.restore();
  }

  /** Where a height at a step is, in CSS pixels of the host. */
  private place(area: Area, k: number, at: number): [number, number] {
    const [low, high] = this.axis.range;
    return [this.across(area, k), area.top + (area.height * (high - at)) / (high - low)];
  }

  /** How many steps of the curves that are shown lie on a part of the area. */
  private stepsOn(area: Area, part: Area): number {
    const [place, runs] = [(k: number, at: number) => this.place(area, k, at), this.columns.length - 1 - this.held];
    const shown = this.columns.slice(1).filter((_, i) => !this.hidden.has(i % runs));
    return shown.reduce((sum, heights) => sum + stepsOn(heights, place, area.width / this.lastStep(), { ...part, left: part.left - area.left }), 0);
  }

  /** Where a step is along the chart, likewise. */
  private across({ left, width }: Area, k: number): number {
    return left + (k / this.lastStep()) * width;
  }

  /** Whether the curves are seen as far as a step. */
  private isSeen(k: number): boolean {
    return this.future === "shown" || this.k >= k;
  }

  /** Where the held-out loss was lowest, once it is seen; with the training loss of that step and the step's number, where the loss has risen since. */
  private drawBestStop(marks: Marks, run: ShownRun, i: number): void {
    const k = bestStop(run);
    const at = this.columns[i + 1 + this.held]?.[k];
    if (!run.outcome?.events.some(({ event }) => event === "overfitting")) return; // it has not risen: nothing tells a room what the ring would be
    if (!run.trajectory.complete || at === null || at === undefined || !this.isSeen(run.trajectory.last)) return;
    const learned = this.columns[i + 1]?.[k] ?? null;
    paintStop(marks, i, this.place(marks.area, k, at), learned === null ? null : this.place(marks.area, k, learned)[1], this.options.words.stop(k));
  }

  private drawPoint(marks: Marks, { trajectory }: ShownRun, run: number, k: number): void {
    const end = Math.min(k, trajectory.length - 1);
    const at = this.columns[run + 1]?.[end];
    if (at === null || at === undefined || at > this.axis.range[1] || at < this.axis.range[0]) return;
    paintPoint(marks, run, this.place(marks.area, end, at));
  }

  private lastStep(): number {
    return Math.max(1, this.columns[0].length - 1);
  }

  private listen(): void {
    const { host, options } = this;
    let held = false;
    const seek = (event: PointerEvent) => options.onSeek(this.stepAt(event));
    host.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      held = true;
      host.setPointerCapture(event.pointerId);
      seek(event);
    });
    host.addEventListener("pointermove", (event) => {
      if (held) seek(event);
      else options.onHover(this.stepAt(event));
    });
    for (const name of ["pointerup", "pointercancel"] as const) {
      host.addEventListener(name, () => (held = false));
    }
    host.addEventListener("pointerleave", () => options.onHover(null));
  }

  private stepAt(event: PointerEvent): number {
    const { area } = this;
    if (area.width === 0) return 0;
    const part = (event.clientX - this.host.getBoundingClientRect().left - area.left) / area.width;
    return Math.round(Math.min(1, Math.max(0, part)) * this.lastStep());
  }

  private invalidate(what: keyof typeof this.dirty): void {
    this.dirty[what] = true;
    this.options.invalidate();
  }
}

function sizeOf(host: HTMLElement): Size {
  return { width: host.clientWidth, height: host.clientHeight };
}

/** The plot's own rectangle, in CSS pixels of the host. */
function plotArea(plot: uPlot, host: HTMLElement): Area {
  const root = plot.root.offsetParent === host ? plot.root : host;
  const [x, y] = root === host ? [0, 0] : [plot.root.offsetLeft, plot.root.offsetTop];
  const ratio = uPlot.pxRatio;
  const { left, top, width, height } = plot.bbox;
  return { left: x + left / ratio, top: y + top / ratio, width: width / ratio, height: height / ratio };
}

/** The few rules of uPlot's style sheet that matter without its legend and cursor. */
function dress(root: HTMLElement): void {
  const set = (selector: string, style: Partial<CSSStyleDeclaration>) => {
    for (const element of root.querySelectorAll<HTMLElement>(selector)) Object.assign(element.style, style);
  };
  set(".u-wrap", { position: "relative" });
  set(".u-over, .u-under, .u-axis", { position: "absolute" });
  set("canvas", { display: "block", position: "relative", width: "100%", height: "100%" });
}
