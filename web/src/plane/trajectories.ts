// The iterates that were received, and which of them are shown. A slider that
// moves starts a new picture while the old one is on the screen: no trajectory
// there is ever replaced by a shorter piece of its successor.

import type { Frame, Message, OutcomeMessage, RunInfo, ScenarioMessage } from "../wire/wire.ts";

const COLUMNS = ["x", "y", "loss", "gx", "gy", "lr"] as const;
/** What a network's iterates have beside them; empty columns of others. */
const BESIDE = ["held", "distance", "level"] as const;

/** The iterates of one run in growing columns; only indices below length count. */
export class Trajectory {
  length = 0;
  complete = false;
  x: Float64Array;
  y: Float64Array;
  loss: Float64Array;
  gx: Float64Array;
  gy: Float64Array;
  lr: Float64Array;
  held = new Float64Array(0);
  distance = new Float64Array(0);
  level = new Float64Array(0);

  constructor(
    readonly run: number,
    capacity = 64,
  ) {
    this.x = new Float64Array(capacity);
    this.y = new Float64Array(capacity);
    this.loss = new Float64Array(capacity);
    this.gx = new Float64Array(capacity);
    this.gy = new Float64Array(capacity);
    this.lr = new Float64Array(capacity);
  }

  /** The last iterate's k, or -1. */
  get last(): number {
    return this.length - 1;
  }

  /** Add the iterates of a frame, which must follow those held. */
  append(frame: Frame): void {
    if (frame.first !== this.length) {
      throw new RangeError(`iterates from ${frame.first} after ${this.length}`);
    }
    this.reserve(this.length + frame.count);
    for (const name of COLUMNS) this[name].set(frame[name], this.length);
    for (const name of BESIDE) if (frame[name]) this[name] = grownTo(this[name], this.x.length, this.length, frame[name]);
    this.length += frame.count;
  }

  private reserve(need: number): void {
    if (need <= this.x.length) return;
    const capacity = Math.max(need, 2 * this.x.length);
    for (const name of COLUMNS) {
      const grown = new Float64Array(capacity);
      grown.set(this[name].subarray(0, this.length));
      this[name] = grown;
    }
  }
}

/** A column with more numbers from a place on, as long as another. */
function grownTo(column: Float64Array, capacity: number, at: number, more: Float64Array): Float64Array<ArrayBuffer> {
  const all = column.length < capacity ? new Float64Array(capacity) : (column as Float64Array<ArrayBuffer>);
  if (all !== column) all.set(column);
  all.set(more, at);
  return all;
}

/** A run as it is drawn: what it is, where it went, how it ended. */
export interface ShownRun {
  info: RunInfo;
  trajectory: Trajectory;
  outcome: OutcomeMessage | null;
}

/** A scenario with its runs. */
export interface Picture {
  scenario: ScenarioMessage;
  runs: ShownRun[];
  done: boolean;
}

/** The picture on the screen and the one on its way. */
export class Pictures {
  shown: Picture | null = null;
  coming: Picture | null = null;

  /** Take what the stream brought; true when what is shown changed. */
  take(message: Message | Frame): boolean {
    if (isFrame(message)) return this.takeFrame(message);
    switch (message.type) {
      case "scenario":
        return this.begin(message);
      case "outcome":
        return this.takeOutcome(message);
      case "done":
        return this.finish(message.id);
      case "error":
      case "superseded":
      case "cancelled":
        if (this.coming?.scenario.id === message.id) this.coming = null;
        return false;
      default:
        return false;
    }
  }

  /** The last k of the longest run on the screen. */
  longest(): number {
    let last = 0;
    for (const run of this.shown?.runs ?? []) last = Math.max(last, run.trajectory.last);
    return last;
  }

  private begin(scenario: ScenarioMessage): boolean {
    const runs = scenario.runs.map((info) => ({
      info,
      trajectory: new Trajectory(info.run),
      outcome: null,
    }));
    this.coming = { scenario, runs, done: false };
    return false;
  }

  private takeFrame(frame: Frame): boolean {
    const run = this.coming?.runs[frame.run];
    if (!run || this.coming?.scenario.id !== frame.id) return false;
    run.trajectory.append(frame);
    return this.swap(frame.run);
  }

  private takeOutcome(outcome: OutcomeMessage): boolean {
    const run = this.coming?.runs[outcome.run];
    if (!run || this.coming?.scenario.id !== outcome.id) return false;
    run.outcome = outcome;
    run.trajectory.complete = true;
    return this.swap(outcome.run);
  }

  /** All of it has come: show it whole, whatever its length. */
  private finish(id: number): boolean {
    if (this.coming?.scenario.id !== id) return false;
    for (const run of this.coming.runs) run.trajectory.complete = true;
    this.coming.done = true;
    this.shown = this.coming;
    return true;
  }

  /** Show run i of the coming picture if it may be; true if it is on the screen now. */
  private swap(i: number): boolean {
    const { shown, coming } = this;
    if (!coming || shown === coming) return coming !== null;
    if (!shown || !alike(shown.scenario, coming.scenario)) {
      if (!coming.runs.every(isWorthShowing)) return false;
      this.shown = { ...coming, runs: [...coming.runs] };
      return true;
    }
    if (!mayReplace(shown.runs[i], coming.runs[i])) return false;
    shown.scenario = coming.scenario;
    shown.done = false;
    shown.runs[i] = coming.runs[i];
    return true;
  }
}

/** Whether b's runs can stand beside a's on one map: the same ground, the same number. */
function alike(a: ScenarioMessage, b: ScenarioMessage): boolean {
  return (
    a.surface.formula === b.surface.formula &&
    a.surface.view.join() === b.surface.view.join() &&
    a.runs.length === b.runs.length
  );
}

function isFrame(message: Message | Frame): message is Frame {
  return "kind" in message && message.kind === "iterates";
}

function mayReplace(old: ShownRun, next: ShownRun): boolean {
  return (
    old === next || next.trajectory.complete || next.trajectory.length >= old.trajectory.length
  );
}

function isWorthShowing(run: ShownRun): boolean {
  return run.trajectory.complete || run.trajectory.length > 0;
}
