// What lies over the relief, as sharp as on the map: axes, field and marks on a
// canvas that changes with the eye, heads and labels on one that changes with
// the playhead.

import type { BasinImage } from "../draw/basin-image.ts";
import { EllipseSource } from "../draw/ellipse-source.ts";
import { Facts } from "../plane/facts.ts";
import { FieldSource } from "../draw/field-source.ts";
import { type Heads, paintHeads, reserveHeads } from "../draw/heads.ts";
import { Labels, type LabelBox } from "../draw/labels.ts";
import { Canvas } from "../draw/canvas.ts";
import { type LayerSources, type Layers, paintLayers } from "../draw/layers.ts";
import type { CloudPainter, MapWords } from "../draw/landscape.ts";
import { paintMarkLabels, reserveMarks } from "../draw/marks.ts";
import { type Probe, paintProbe } from "../draw/probe.ts";
import type { Theme } from "../draw/colors.ts";
import { paintStartLabel } from "../draw/tags.ts";
import type { Size } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";
import { paintAxes } from "./axes.ts";
import type { Field } from "./field.ts";
import { LaidSheet } from "./laid-sheet.ts";
import type { Pose } from "./orbit.ts";

/** Half a start's ring, and some room around it. */
const RING = 12;

/** How the relief is seen. */
interface Eye {
  field: Field;
  pose: Pose;
  theme: Theme;
}

/** The two canvases over the relief. */
export class Overlay {
  private readonly fixed: Canvas;
  private readonly moving: Canvas;
  private readonly sources: LayerSources;
  private size: Size = { width: 1, height: 1 };
  private covered: LabelBox[] = [];

  constructor(
    host: HTMLElement,
    private readonly words: MapWords,
    facts: Facts = new Facts(),
    changed: (what: "fixed" | "moving") => void,
  ) {
    this.fixed = new Canvas(host);
    this.moving = new Canvas(host);
    this.sources = {
      field: new FieldSource(() => changed("fixed")),
      ellipses: new EllipseSource(facts, () => changed("moving")),
    };
  }

  /** Take a size, and the places where no label may go. */
  resize(size: Size, ratio: number, covered: LabelBox[]): void {
    this.size = size;
    this.covered = covered;
    for (const layer of [this.fixed, this.moving]) layer.resize(size, ratio);
  }

  /** Other places where no label may go. */
  cover(covered: LabelBox[]): void {
    this.covered = covered;
  }

  /** Discard what was requested about a surface. */
  clear(): void {
    this.sources.field.clear();
    this.sources.ellipses.clear();
  }

  /** Draws the axes, and the layers that lie on the ground. */
  drawFixed({ field, pose, theme }: Eye, surface: Surface, layers: Layers, basins: BasinImage | null): void {
    this.fixed.clear();
    paintAxes(this.fixed.pen, field, pose, theme, this.words, this.covered);
    paintLayers("fixed", layers, new LaidSheet(this.fixed.pen, field, pose, theme), { surface, heads: null, basins: layers.basins ? basins : null }, this.sources);
  }

  /** Draws what goes with the playhead. Without heads, as before a prediction is answered, only the start is named. */
  drawMoving({ field, pose, theme }: Eye, surface: Surface, layers: Layers, start: [number, number] | null, heads: Heads | null, probe: Probe | null, clouds: { painter: CloudPainter; shares: boolean } | null): void {
    const sheet = new LaidSheet(this.moving.pen, field, pose, theme, { size: this.size, covered: this.covered });
    this.moving.clear();
    const labels = new Labels(this.size.width, this.size.height);
    for (const place of this.covered) labels.reserve(place);
    if (start) labels.reserve({ x: start[0] - RING, y: start[1] - RING, width: 2 * RING, height: 2 * RING });
    if (heads) reserveHeads(sheet, heads, labels);
    if (layers.marks) reserveMarks(sheet, surface, labels);
    if (start) paintStartLabel(sheet.pen, theme, this.words.start, start, labels);
    clouds?.painter.paintStarts(sheet, labels);
    if (heads && clouds) clouds.painter.paintHeads(sheet, heads);
    if (heads && clouds) clouds.painter.paintOutside(sheet, this.size, labels, heads);
    if (layers.marks) paintMarkLabels(sheet, surface, this.words, labels);
    if (heads && clouds?.shares) clouds.painter.paintShares(sheet, labels, heads.hidden); // they have more places than a star's name
    paintLayers("moving", layers, sheet, { surface, heads }, this.sources);
    if (heads) paintHeads(sheet, heads, labels);
    if (probe) paintProbe(sheet, probe, false);
  }
}
