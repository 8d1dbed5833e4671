// What the stream carries.

/** A point of the weight plane, [x, y]. */
export type Point = [number, number];

export interface Minimum {
  at: Point;
  loss: number;
  global: boolean;
}

/** A loss surface as /api/surface gives it. */
export interface Surface {
  id: string;
  name: string;
  teaches: string;
  group: string;
  source: string;
  formula: string;
  mathml: string;
  gradient_mathml?: string;
  view: [xmin: number, xmax: number, ymin: number, ymax: number];
  start: Point;
  steps: number;
  rates: { low: number | null; good: number | null; high: number | null };
  rate_range: [from: number, to: number];
  minima: Minimum[];
  saddles: Point[];
  scale: "linear" | "log";
  unbounded: boolean;
  valley: boolean;
  found: boolean;
  /** "part": the search ended before it had looked everywhere. */
  searched: "whole" | "part";
  /** A point near which the loss falls without bound. */
  pole: Point | null;
  /** The loss is the same all over, but for rounding. */
  level: boolean;
  best: number | null;
}

/** One run of a scenario: one optimizer at one rate. */
export interface RunInfo {
  run: number;
  role: "" | "low" | "good" | "high";
  name: string;
  optimizer: string;
  lr: number;
  rate_range: [from: number, to: number];
  rateless: boolean;
  params: Record<string, number | boolean | string>;
}

export interface ScenarioMessage {
  id: number;
  type: "scenario";
  query: string;
  path: string;
  preset: string;
  formula: string;
  surface: Surface;
  start: Point;
  steps: number;
  seed: number;
  noise: number;
  clip: unknown;
  schedule: string;
  best: number | null;
  negative: boolean;
  /** The roles that no rate ends as, where the runs have the rates that are suggested. */
  lacks: string[];
  runs: RunInfo[];
}

/** How a scenario names its surface: one of the catalogue by its id, a typed one by its formula and view. */
export type SurfaceName = Pick<Partial<Surface>, "id" | "formula" | "view">;

/** A scenario as the stream carries it. */
export type NamedScenario = Omit<ScenarioMessage, "surface"> & { surface: SurfaceName };

/** Comes once a connection, before the first scenario that names the surface. */
export interface SurfaceMessage {
  id: number;
  type: "surface";
  surface: Surface;
}

export type OutcomeKind =
  | "converged"
  | "stuck-local"
  | "stuck-saddle"
  | "crawling"
  | "oscillating"
  | "slow-zigzag"
  | "thrown"
  | "wandering"
  | "diverged"
  | "escaped-unbounded"
  | "bouncing"
  | "leaving"
  | "hovering"
  | "left-domain"
  | "flat";

/** Something on the way: a saddle entered at one step and left at another. */
export interface OutcomeEvent {
  event: string;
  entered?: number;
  left?: number;
  k?: number;
}

export interface OutcomeMessage {
  id: number;
  type: "outcome";
  run: number;
  outcome: OutcomeKind;
  k: number;
  /** The loss at step k; where the run ended before, at its end. */
  k_loss: number | null;
  last: number;
  at: Point;
  loss: number | null;
  target: Point | null;
  target_loss: number | null;
  /** The target is the lowest known minimum. */
  global: boolean;
  /** The slope jumps at the target. */
  kink: boolean;
  /** How far from the target the run is at most. */
  radius: number | null;
  /** The loss above the target's: hovering, in the mean; in a valley, at most. */
  gap: number | null;
  /** Where the domain was left: the point of step k. */
  where: Point | null;
  /** There the loss is defined, and its gradient is not. */
  slopeless: boolean;
  /** Beyond all numbers, rather than off the map. */
  overflow: boolean;
  events: OutcomeEvent[];
  vanishing: boolean;
  settled: boolean;
  evaluations: number;
  limit: number | null;
  limit_lambda: number | null;
}

/**
 * Final losses and outcomes over a range of rates, for all the runs that share
 * them. A coarse one comes first; each replaces the former for its runs.
 */
export interface SweepMessage {
  id: number;
  type: "sweep";
  run: number;
  runs: number[];
  rates: number[];
  outcomes: OutcomeKind[];
  /** Where a run ended at a minimum: it is the lowest known. */
  global: boolean[];
  loss: (number | null)[];
  steps: number[];
  evaluations: number;
  critical: number | null;
  complete: boolean;
}

/** Comes before the planes of a basin map: what their bytes count. */
export interface BasinsMessage {
  id: number;
  type: "basins";
  run: number;
  n: number;
  view: [xmin: number, xmax: number, ymin: number, ymax: number];
  minima: Minimum[];
}

/** How a request ends that did not fail: whole, replaced by a newer one, or called off. */
export interface EndMessage {
  id: number;
  type: "done" | "superseded" | "cancelled";
}

/**
 * What could not be run; field is the query's key, column counts within it from
 * 1. The message is English: errorText says it in the page's language.
 */
export interface ErrorMessage {
  id: number;
  type: "error";
  field: string;
  kind: string;
  message: string;
  column?: number;
  value?: string;
  args?: Record<string, string>;
}

export type Message =
  | ScenarioMessage
  | OutcomeMessage
  | SweepMessage
  | BasinsMessage
  | EndMessage
  | ErrorMessage;

/** A message as the stream carries it: surfaces apart from the scenarios that name them. */
export type WireMessage = Exclude<Message, ScenarioMessage> | NamedScenario | SurfaceMessage;

/** Consecutive iterates of one run; the columns are views into the frame. */
export interface Frame {
  kind: "iterates";
  id: number;
  run: number;
  first: number;
  count: number;
  x: Float64Array;
  y: Float64Array;
  loss: Float64Array;
  gx: Float64Array;
  gy: Float64Array;
  lr: Float64Array;
}

/**
 * Where each start of a view ends, row-major from (xmin, ymin): 0 nowhere, then
 * 1 + the index of the minimum, 255 diverged; and after how many steps.
 */
export interface BasinFrame {
  kind: "basins";
  id: number;
  run: number;
  n: number;
  complete: boolean;
  minima: Uint8Array;
  steps: Uint16Array;
}
