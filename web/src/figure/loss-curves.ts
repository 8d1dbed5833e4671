// The loss chart of the figure. Its script, with the library that draws it, is
// fetched right after the first picture; what it is to show until then is kept.

import type { ChartOptions, Future, LossChart } from "../side/chart.ts";
import type { Theme } from "../draw/colors.ts";
import type { CloudPainter, Scene } from "../draw/landscape.ts";
import { tellMissing } from "../dom/dom.ts";

/** The loss chart, or what it is to show once it has come. */
export class LossCurves {
  private chart: LossChart | null = null;
  private fetched = false;
  /** What the chart was last asked to show, by kind. */
  private readonly wanted = new Map<string, (chart: LossChart) => void>();

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ChartOptions,
  ) {}

  setScene(scene: Scene): void {
    this.set("scene", (chart) => chart.setScene(scene));
  }

  setClouds(clouds: CloudPainter | null): void {
    this.set("clouds", (chart) => chart.setClouds(clouds));
  }

  setPlayhead(k: number): void {
    this.set("playhead", (chart) => chart.setPlayhead(k));
  }

  setFuture(future: Future): void {
    this.set("future", (chart) => chart.setFuture(future));
  }

  setMark(k: number | null): void {
    this.set("mark", (chart) => chart.setMark(k));
  }

  setHidden(hidden: ReadonlySet<number>): void {
    this.set("hidden", (chart) => chart.setHidden(hidden));
  }

  setTheme(theme: Theme): void {
    this.set("theme", (chart) => chart.setTheme(theme));
  }

  resize(): void {
    this.chart?.resize();
  }

  /** Draws what has changed; the first call fetches the chart. */
  draw(): void {
    if (!this.fetched) void this.fetch();
    this.chart?.draw();
  }

  /** Draws at once what the library would draw when the script has ended. */
  drawNow(): void {
    this.chart?.drawNow();
  }

  private set(kind: string, show: (chart: LossChart) => void): void {
    this.wanted.set(kind, show);
    if (this.chart) show(this.chart);
  }

  private async fetch(): Promise<void> {
    this.fetched = true;
    try {
      const { LossChart } = await import("../side/chart.ts");
      this.chart = new LossChart(this.host, this.options);
    } catch {
      return tellMissing();
    }
    for (const show of this.wanted.values()) show(this.chart);
    this.options.invalidate();
  }
}
