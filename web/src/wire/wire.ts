// What the stream carries. What of it is JSON is written from the server's
// structs (wire-types.ts); here are the frames, and what the page makes of both.
import type {
  BasinsMessage, EndMessage, EndsMessage, ErrorMessage, OutcomeKind, OutcomeMessage, Scenario, Surface, SurfaceMessage, SurfaceName, SweepMessage,
} from "./wire-types.ts";

export type * from "./wire-types.ts";

/** A scenario with the whole of its surface. */
export interface ScenarioMessage extends Scenario {
  surface: Surface;
}

/** A scenario as the stream carries it. */
export interface NamedScenario extends Scenario {
  surface: SurfaceName;
}

/** A sweep, or the part of it whose outcomes are known. */
export interface KnownSweep extends SweepMessage {
  outcomes: OutcomeKind[];
  steps: number[];
  /** Its runs have too few steps to do anything again and again. */
  few?: boolean;
}

/** A message as the page takes it: a scenario has its whole surface. */
export type Message =
  | ScenarioMessage
  | OutcomeMessage
  | SweepMessage
  | BasinsMessage
  | EndsMessage
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
  /** Of a network: the held-out loss, how far the weights are off the plane, and the plane's loss there. */
  held?: Float64Array;
  distance?: Float64Array;
  level?: Float64Array;
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

/** One member of an ensemble: its points at steps 0, every, 2·every, … and at its last, and its losses there. */
export interface MemberPath {
  last: number;
  x: Float32Array;
  y: Float32Array;
  loss: Float32Array;
}

/** Consecutive members of a run's ensemble; the points are views into the frame. */
export interface MembersFrame {
  kind: "members";
  id: number;
  run: number;
  first: number;
  every: number;
  members: MemberPath[];
}

/** A frame of any kind. */
export type AnyFrame = Frame | BasinFrame | MembersFrame;
