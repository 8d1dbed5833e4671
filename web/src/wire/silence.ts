// Watches an open connection for answers that are late or missing.
import { type Clock, Timer } from "./clock.ts";

/** A run without an answer for so long is late, and a line that brings nothing at all for so long is silent, in ms. */
const LATE = 400;
const SILENT = 2000;

/** A ping without an answer for so long is taken for a lost connection, in ms. */
const UNHEARD = 8000;

/** A request without an answer for so long is taken for a lost connection, in ms. */
const STALLED = 15_000;

/** The same over plain HTTP, where an answer comes whole. */
const STALLED_PLAIN = 60_000;

/** The newest run's answer is late, or nothing comes at all; null if all is well. */
export type Quiet = "late" | "silent" | null;

/** What is done about silence. */
export interface SilenceEvents {
  quiet(quiet: Quiet): void;
  /** A ping is to be sent. */
  ping(): void;
  /** The connection counts as lost: an answer, or even a pong, did not come. */
  lost(why: "silent" | "dropped"): void;
}

/** Reports a late or silent connection, and gives it up in the end. */
export class Silence {
  private quiet: Quiet = null;
  private readonly late: Timer;
  private readonly silent: Timer;
  private readonly stalled: Timer;

  constructor(
    clock: Clock,
    private readonly events: SilenceEvents,
  ) {
    this.late = new Timer(clock);
    this.silent = new Timer(clock);
    this.stalled = new Timer(clock);
  }

  /** A run was asked for: it is late after a moment, and then the line is asked too, so that a slow answer is no silent line. */
  expectRun(): void {
    this.late.set(LATE, () => {
      if (this.quiet === null) this.set("late");
      this.events.ping();
    });
    this.silent.set(SILENT, () => this.set("silent"));
  }

  /** A ping was sent by itself: without an answer the line is silent, and lost in the end. */
  expectPong(): void {
    this.silent.set(SILENT, () => {
      this.set("silent");
      this.silent.set(UNHEARD - SILENT, () => this.events.lost("dropped"));
    });
  }

  /** Something was requested or answered; waits: an answer is still missing. A connection can break without an event. */
  expectAnswer(waits: boolean, plain: boolean): void {
    this.stalled.stop();
    if (waits) this.stalled.set(plain ? STALLED_PLAIN : STALLED, () => this.events.lost("silent"));
  }

  /** Something came: of the newest run, or not; waits: that run is still under way. */
  heard(ofRun: boolean, waits: boolean): void {
    this.silent.stop();
    if (ofRun) this.late.stop();
    if (ofRun || !waits) this.set(null);
    else if (this.quiet === "silent") this.set("late");
  }

  /** Stops watching. */
  stop(): void {
    for (const timer of [this.late, this.silent, this.stalled]) timer.stop();
  }

  private set(quiet: Quiet): void {
    if (quiet === this.quiet) return;
    this.quiet = quiet;
    this.events.quiet(quiet);
  }
}
