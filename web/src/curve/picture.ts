// The picture of the curve: canvases lie on each other, each drawn again only when
// what it shows has changed: the curve, the heads' tangents, the hops, the heads.

import { Crossings } from "../draw/crossings.ts";
import { type Theme } from "../draw/colors.ts";
import { type Heads, reserveHeads } from "../draw/heads.ts";
import { Labels, type LabelBox } from "../draw/labels.ts";
import type { Scene } from "../draw/landscape.ts";
import { Canvas, sharpness } from "../draw/canvas.ts";
import { paintMarkLabels, paintMarks, reserveMarks } from "../draw/marks.ts";
import { strokeCased } from "../draw/casing.ts";
import type { Spot } from "../draw/sheet.ts";
import { paintStartLabel } from "../draw/tags.ts";
import { FlatSheet } from "../map/flat-sheet.ts";
import type { Seen } from "../map/map-picture.ts";
import type { Size, View } from "../plane/view.ts";
import type { Point, Surface } from "../wire/wire.ts";
import { type Foot, footOf, paintAxis, paintLanes } from "./foot.ts";
import { paintCurve, paintLosses, paintLossName } from "./ground.ts";
import { paintCurveHeads, paintTangents, reserveArrows, spareFirstHops } from "./heads.ts";
import { Hops } from "./hops.ts";
import { outlineOf } from "./outline.ts";
import type { Interval } from "./range.ts";
import type { Rows } from "./rows.ts";

/** What is written on the curve. */
export interface CurveWords {
  start: string;
  globalMinimum(loss: string): string;
  pole: string;
  rise: string;
  /** Of where there is no loss. */
  undefined: string;
  weight: string;
  loss: string;
  leaves(name: string, k: number, loss: number): string;
}

/** What the picture is given. */
export interface PictureOptions {
  /** Something is to be drawn again. */
  invalidate(): void;
  words: CurveWords;
  /** What the page has laid over it, where no label may go. */
  covered?(): LabelBox[];
}

/** What is drawn again together. */
export type Part = "ground" | "hops" | "heads";

/** Half the tangent of a place that is pointed at, in px. */
const PROBE = 46;

/** The canvases of the curve. */
export class CurvePicture {
  foot: Foot = footOf(0, 0, 1);
  /** The losses that the picture is cut to. */
  losses: Interval = [0, 1];
  private readonly ground: Canvas;
  private readonly under: Canvas;
  private readonly hopCanvas: Canvas;
  private readonly headCanvas: Canvas;
  private readonly hops: Hops;
  private readonly dirty = new Set<Part>();
  private crossings: Crossings | null = null;

  constructor(
    host: HTMLElement,
    private readonly seen: Seen,
    private readonly rows: Rows,
    private readonly options: PictureOptions,
  ) {
    this.ground = new Canvas(host, true);
    this.under = new Canvas(host);
    this.hopCanvas = new Canvas(host);
    this.headCanvas = new Canvas(host);
    this.hops = new Hops(this.hopCanvas);
  }

  invalidate(...parts: Part[]): void {
    for (const part of parts) this.dirty.add(part);
    this.options.invalidate();
  }

  /** All hops are drawn again, because the view or the runs changed. */
  retrace(): void {
    this.hops.reset();
    this.crossings = null;
    this.invalidate("hops", "heads");
  }

  resize(size: Size): void {
    const ratio = sharpness(3);
    for (const layer of [this.ground, this.under, this.hopCanvas, this.headCanvas]) layer.resize(size, ratio);
  }

  /** Draws what changed since the last time. */
  draw(scene: Scene): void {
    if (this.dirty.has("ground")) this.drawGround(scene);
    if (this.dirty.has("hops")) this.drawHops(scene);
    if (this.dirty.has("heads")) this.drawHeads(scene);
    this.dirty.clear();
  }

  /** How high the curve stands at an x, in px. */
  private readonly curve = (x: number): number => this.seen.view.y(this.rows.at(this.seen.view.worldX(x)));

  private drawGround({ scenario }: Scene): void {
    const { pen } = this.ground;
    const { view, theme, layers } = this.seen;
    const { words } = this.options;
    this.ground.clear();
    paintCurve(pen, outlineOf(this.rows.known, this.rows.breaks, view), view, theme, this.losses, words.undefined);
    paintLosses(pen, view, theme);
    paintAxis(pen, this.foot, view, theme, words.weight);
    if (layers.marks) paintMarks(new FlatSheet(pen, view, theme), scenario.surface);
    this.ground.show();
  }

  private drawHops({ runs }: Scene): void {
    const { predicting, hidden, position, view, theme } = this.seen;
    if (predicting) return this.hopCanvas.clear();
    const { pen } = this.hopCanvas;
    pen.save();
    this.clip(pen);
    this.hops.draw(runs, hidden, Math.floor(position), { view, theme, curve: this.curve });
    pen.restore();
  }

  private drawHeads({ scenario, runs }: Scene): void {
    const { pen } = this.headCanvas;
    const { view, theme, layers, hidden, predicting, position, mark } = this.seen;
    const { words } = this.options;
    this.headCanvas.clear();
    this.under.clear();
    const covered = this.options.covered?.() ?? [];
    const sheet = new FlatSheet(pen, view, theme, covered);
    const heads: Heads = { runs, hidden, position, mark, leaves: words.leaves };
    const labels = this.taken(sheet, scenario.surface, predicting ? null : heads, covered);
    const { clouds, shares } = this.seen;
    const raised = new RaisedSheet(pen, view, theme, (x) => this.rows.at(x));
    clouds?.paintStarts(raised, labels);
    if (clouds && !predicting) {
      clouds.paintHeads(raised, this.seen);
      const middle = (view.box.ymin + view.box.ymax) / 2;
      clouds.paintOutside(new RaisedSheet(pen, view, theme, (x) => orElse(this.rows.at(x), middle)), view.size, labels, this.seen);
      if (shares) clouds.paintShares(raised, labels, hidden);
    }
    if (layers.marks) {
      this.crossings ??= new Crossings(runs, hidden, view);
      paintMarkLabels(sheet, scenario.surface, words, labels, this.crossings);
    }
    if (this.seen.probe) this.paintProbe(sheet);
    if (predicting) return;
    paintTangents(new FlatSheet(this.under.pen, view, theme), heads, this.foot, this.curve);
    pen.save();
    this.clip(pen);
    this.hops.drawTails(pen, runs, hidden, Math.floor(position), { view, theme, curve: this.curve });
    pen.restore();
    paintLanes(pen, this.foot, view, theme, heads);
    paintCurveHeads(sheet, heads, this.curve, labels);
  }

  /** The places of the start and of what lies over the picture; the start is named. */
  private taken(sheet: FlatSheet, surface: Surface, heads: Heads | null, covered: readonly LabelBox[]): Labels {
    const { view, theme, start, layers } = this.seen;
    const { words } = this.options;
    const labels = new Labels(view.size.width, view.size.height);
    const [x, y] = [view.x(start[0]), view.y(start[1])];
    labels.reserve({ x: x - 12, y: y - 12, width: 24, height: 24 });
    if (heads) reserveHeads(sheet, heads, labels);
    if (heads) reserveArrows(sheet, heads, labels);
    if (heads) spareFirstHops(sheet, heads, this.curve, labels);
    for (const place of covered) labels.reserve(place);
    if (layers.marks) reserveMarks(sheet, surface, labels);
    paintLossName(this.headCanvas.pen, view, theme, words.loss, labels);
    if (view.shows(x, y)) paintStartLabel(this.headCanvas.pen, theme, words.start, [x, y], labels);
    return labels;
  }

  /** The tangent of a place that is pointed at. */
  private paintProbe({ pen, plan, theme }: FlatSheet): void {
    const { at, gradient } = this.seen.probe!;
    const [x, y] = [plan.x(at[0]), plan.y(this.rows.at(at[0]))];
    if (!plan.shows(x, y)) return;
    const rise = ((plan.y(1) - plan.y(0)) * (gradient?.[0] ?? 0)) / (plan.x(1) - plan.x(0));
    const part = (PROBE * theme.scale) / Math.hypot(1, rise);
    pen.beginPath();
    pen.moveTo(x - part, y - part * rise);
    pen.lineTo(x + part, y + part * rise);
    pen.lineCap = "round";
    if (gradient) strokeCased(pen, theme, theme.text, 2 * theme.scale);
    pen.beginPath();
    pen.arc(x, y, 3.4 * theme.scale, 0, 2 * Math.PI);
    pen.fillStyle = theme.text;
    pen.fill();
  }

  /** Nothing is drawn over the axis. */
  private clip(pen: CanvasRenderingContext2D): void {
    const { width, height } = this.seen.view.size;
    pen.beginPath();
    pen.rect(0, 0, width, height);
    pen.clip();
  }
}

/** A sheet on which a weight stands as high as its loss: of an ensemble the members' places are weights alone. */
class RaisedSheet extends FlatSheet {
  constructor(
    pen: CanvasRenderingContext2D,
    plan: View,
    theme: Theme,
    private readonly loss: (x: number) => number,
  ) {
    super(pen, plan, theme);
  }

  override spot([x]: Point, margin = 0): Spot | null {
    return super.spot([x, this.loss(x)], margin);
  }
}

/** A loss, or what stands for one that is not known yet. */
function orElse(loss: number, other: number): number {
  return Number.isNaN(loss) ? other : loss;
}

/** The foot of a picture of so many runs. */
export function footFor(runs: number, host: Size, theme: Theme): Foot {
  return footOf(runs, host.height, theme.scale);
}
