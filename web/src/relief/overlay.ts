// What lies over the relief, as sharp as on the map: axes, field and marks on a
// canvas that changes with the eye, heads and labels on one that changes with
// the playhead.

import { Curvatures } from "../plane/curvatures.ts";
import { Facts } from "../plane/facts.ts";
import { FieldSource } from "../draw/field-source.ts";
import { Labels, type Place } from "../draw/labels.ts";
import { Layer } from "../draw/layer.ts";
import type { Layers } from "../draw/layers.ts";
import type { MapWords } from "../draw/landscape.ts";
import type { Probe } from "../draw/probe.ts";
import { paintStartLabel } from "../draw/tags.ts";
import type { Size } from "../plane/view.ts";
import type { Surface } from "../wire/wire.ts";
import { paintAxes } from "./axes.ts";
import { paintEllipses, paintField, paintNext, paintProbe, planOf } from "./draped.ts";
import { type Heads, type Sight, paintHeads, paintMarks, paintMinimumLabel, reserveHeads } from "./marks.ts";

/** Half a start's ring, and some room around it. */
const RING = 12;

export class Overlay {
  private readonly fixed: Layer;
  private readonly moving: Layer;
  private readonly gradients: FieldSource;
  private readonly curvatures: Curvatures;
  private size: Size = { width: 1, height: 1 };
  private covered: Place[] = [];

  constructor(
    host: HTMLElement,
    private readonly words: MapWords,
    facts: Facts = new Facts(),
    changed: (what: "fixed" | "moving") => void,
  ) {
    this.fixed = new Layer(host);
    this.moving = new Layer(host);
    this.gradients = new FieldSource(() => changed("fixed"));
    this.curvatures = new Curvatures(facts, () => changed("moving"));
  }

  /** Take a size, and the places where no label may go. */
  resize(size: Size, ratio: number, covered: Place[]): void {
    this.size = size;
    this.covered = covered;
    for (const layer of [this.fixed, this.moving]) layer.resize(size, ratio);
  }

  /** Forget what was asked of a surface. */
  clear(): void {
    this.gradients.clear();
    this.curvatures.clear();
  }

  drawFixed(eye: Omit<Sight, "pen">, surface: Surface, layers: Layers): void {
    const sight = { ...eye, pen: this.fixed.pen };
    this.fixed.clear();
    paintAxes(sight.pen, eye.field, eye.pose, eye.theme, this.words);
    if (layers.field) this.gradients.need(surface, planOf(eye.field), eye.theme.scale);
    if (layers.field && this.gradients.gradients) paintField(sight, this.gradients.gradients);
    if (layers.marks) paintMarks(sight, surface);
  }

  /** Without runs, as before a prediction is answered, only the start is named. */
  drawMoving(eye: Omit<Sight, "pen">, surface: Surface, layers: Layers, start: [number, number] | null, heads: Heads | null, probe: Probe | null): void {
    const sight = { ...eye, pen: this.moving.pen };
    this.moving.clear();
    const labels = new Labels(this.size.width, this.size.height);
    for (const place of this.covered) labels.reserve(place);
    if (start) labels.reserve({ x: start[0] - RING, y: start[1] - RING, width: 2 * RING, height: 2 * RING });
    if (heads) reserveHeads(sight, heads, labels);
    if (start) paintStartLabel(sight.pen, sight.theme, this.words.start, start, labels);
    if (layers.marks) paintMinimumLabel(sight, surface, this.words, labels);
    if (heads) this.drawHeads(sight, surface, layers, heads, labels);
    if (probe) paintProbe(sight, probe);
  }

  private drawHeads(sight: Sight, surface: Surface, layers: Layers, heads: Heads, labels: Labels): void {
    if (layers.ellipse) {
      this.curvatures.want(surface, heads.runs, heads.hidden, heads.position);
      paintEllipses(sight, heads, (run) => this.curvatures.hessian(run));
    }
    paintNext(sight, heads);
    paintHeads(sight, heads, labels);
  }
}
