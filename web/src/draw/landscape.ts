// What the pictures of a landscape have in common: the map from above and the
// relief are shown the same runs, at the same step, in the same colours.

import type { BasinImage } from "./basin-image.ts";
import type { Theme } from "./colors.ts";
import type { Labels } from "./labels.ts";
import type { Canvas } from "./canvas.ts";
import type { Layers } from "./layers.ts";
import type { Sheet } from "./sheet.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { Size, View } from "../plane/view.ts";
import type { MemberPath, Point, ScenarioMessage } from "../wire/wire.ts";

/** The runs of a scenario as they have come so far. */
export interface Scene {
  scenario: ScenarioMessage;
  runs: ShownRun[];
}

/** Draws more of a step that is pointed at than a ring, such as an arrow of its own. */
export type MarkPainter = (sheet: Sheet, run: Trajectory, ink: string) => void;

/** A step that is pointed at, of one run or of all. */
export interface StepMark {
  run?: number;
  k: number;
  paint?: MarkPainter;
}

/** How members of an ensemble are seen. */
export interface CloudLook {
  view: View;
  theme: Theme;
  /** The runs that are not drawn. */
  hidden: ReadonlySet<number>;
  position: number;
}

/** How the losses of members are seen: the rectangle in CSS pixels, what its heights mean, up to which step. */
export interface LossLook {
  theme: Theme;
  hidden: ReadonlySet<number>;
  area: { left: number; top: number; width: number; height: number };
  scale: readonly (number | string)[];
  to: number;
  /** Where a loss at a step is; null for one that is not finite. */
  place(k: number, loss: number): [number, number] | null;
}

/** Starts that several pages have chosen: the members of one run's ensemble, in place of the scenario's own. */
export interface GivenStarts {
  run: number;
  points: readonly (readonly [number, number])[];
  /** The points as a query has them. */
  text: string;
  /** Nothing is run yet: what they do is still to be guessed. */
  waits: boolean;
  /** The one that this page has chosen, and what it is called; null for none. */
  mine: { at: Point; name: string } | null;
}

/** The ways of one run's members: a point each so many steps, and how opaque each is drawn. */
export interface MemberWays {
  every: number;
  paths: readonly MemberPath[];
  alpha: number;
}

/** What draws the members of an ensemble. */
export interface CloudPainter {
  /** Draws where members start that were given; also while the runs are hidden. */
  paintStarts(sheet: Sheet, labels: Labels): void;
  /** Draws where they have been on a canvas that keeps what was drawn on it before. */
  paintTrails(layer: Canvas, look: CloudLook): void;
  /** Draws what of that is not on it yet. */
  paintLast(pen: CanvasRenderingContext2D, look: CloudLook): void;
  /** The ways that it draws, by run, for a picture that draws lines itself; null for a run without members. */
  ways(): (MemberWays | null)[];
  /** Draws their losses, likewise. */
  paintLosses(layer: Canvas, look: LossLook): void;
  /** Draws where they are. */
  paintHeads(sheet: Sheet, look: Pick<CloudLook, "hidden" | "position">): void;
  /** Writes how many are not on a picture of that size. */
  paintOutside(sheet: Sheet, size: Size, labels: Labels, look: Pick<CloudLook, "hidden" | "position">): void;
  /** Where members start and end. */
  reach(): Point[];
  /** Writes how many end at each minimum. */
  paintShares(sheet: Sheet, labels: Labels, hidden: ReadonlySet<number>): void;
}

/** One picture of the landscape with the runs on it. */
export interface LandscapeView {
  /** Take the host's size as it is now. */
  resize(): void;
  setScene(scene: Scene): void;
  /** The playhead's step; between two while playing. */
  setPlayhead(position: number): void;
  /** Runs that are not drawn. */
  setHidden(hidden: ReadonlySet<number>): void;
  setMark(mark: StepMark | null): void;
  setTheme(theme: Theme): void;
  setLayers(layers: Layers): void;
  setBasins(image: BasinImage | null): void;
  /** The members of an ensemble, as they are now; null without one. shares: how many end where is told. */
  setClouds(clouds: CloudPainter | null, shares: boolean): void;
  /** While the audience predicts, only the start of the runs is shown. */
  setPredicting(predicting: boolean): void;
  /** Draws what changed since the last time. */
  draw(): void;
}

/** What is written on the landscape. */
export interface MapWords {
  /** What the map is and how keys move it. */
  map: string;
  start: string;
  startLabel(x: number, y: number): string;
  globalMinimum(loss: string): string;
  pole: string;
  /** Of a point to which the loss rises without bound. */
  rise: string;
  /** What is written where there is no loss. */
  undefined: string;
  w1: string;
  w2: string;
  /** An axis whose unit is drawn so many times as large as the other's. */
  stretched(name: string, times: number): string;
  leaves(name: string, k: number, loss: number): string;
  /** The loss of a network, and that of the plane where it is drawn. */
  offPlane(loss: number, level: number): string;
}
