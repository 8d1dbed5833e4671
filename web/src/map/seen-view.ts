// What a picture of the landscape shows of its runs, whether it is the map or the
// curve: each setter notes it, and has drawn again what it concerns.

import type { CloudPainter, StepMark } from "../draw/landscape.ts";
import { type Layers, usualLayers } from "../draw/layers.ts";
import type { Probe } from "../draw/probe.ts";
import type { Theme } from "../draw/colors.ts";
import { View } from "../plane/view.ts";
import type { Seen } from "./map-picture.ts";

/** A picture that is drawn again in parts. */
interface Picture<Part extends string> {
  invalidate(...parts: Part[]): void;
  /** All of the runs is drawn again. */
  retrace(): void;
}

/** A picture and what is seen on it; Runs names the part that the runs' ways are. */
export abstract class SeenView<Runs extends string> {
  protected abstract readonly seen: Seen;
  protected abstract readonly picture: Picture<Runs | "ground" | "heads">;
  protected abstract readonly runs: Runs;

  /** The playhead's step; between two while playing. */
  setPlayhead(position: number): void {
    const { seen } = this;
    if (position === seen.position) return;
    if (Number.isInteger(position) && !Number.isInteger(seen.position)) this.picture.retrace(); // while playing, what is new lies on top
    seen.position = position;
    this.picture.invalidate(this.runs, "heads");
  }

  setHidden(hidden: ReadonlySet<number>): void {
    this.seen.hidden = hidden;
    this.picture.retrace();
  }

  setLayers(layers: Layers): void {
    this.seen.layers = layers;
    this.picture.invalidate("ground", "heads");
  }

  setPredicting(predicting: boolean): void {
    if (predicting === this.seen.predicting) return;
    this.seen.predicting = predicting;
    this.picture.retrace();
  }

  setClouds(clouds: CloudPainter | null, shares: boolean): void {
    this.seen.clouds = clouds;
    this.seen.shares = shares;
    this.picture.invalidate(this.runs, "heads");
  }

  /** Rings a step of one run, or of all. */
  setMark(mark: StepMark | null): void {
    const { mark: was } = this.seen;
    if (mark?.k === was?.k && mark?.run === was?.run && mark?.paint === was?.paint) return;
    this.seen.mark = mark;
    this.picture.invalidate("heads");
  }

  /** Shows where the loss falls from a place, or nothing. */
  setProbe(probe: Probe | null): void {
    if (!probe && !this.seen.probe) return;
    this.seen.probe = probe;
    this.picture.invalidate("heads");
  }
}

/** What is seen before anything is given. */
export function unseen(theme: Theme): Seen {
  const view = new View({ xmin: -1, xmax: 1, ymin: -1, ymax: 1 }, { width: 1, height: 1 });
  const nothing = { scene: null, basins: null, mark: null, probe: null, keyed: null, clouds: null, shares: false };
  return { ...nothing, view, theme, layers: usualLayers, hidden: new Set(), predicting: false, position: 0, start: [0, 0] };
}
