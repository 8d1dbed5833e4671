// Moves of the runs' rates on the ruler: by a hand on a flag, a press on the
// ground, keys, and a machine that speaks.
import type { Hand, OnRate } from "../link/hand.ts";
import { moveOf, pressOf } from "./flag.ts";
import type { Runs } from "./runs.ts";
import { decades, type RateScale } from "./scale.ts";

/** What moves of rates ask of the page. */
export interface RateMovesEvents {
  rate: OnRate;
  /** The hand has let go of a flag. */
  rateEnd(keys: boolean): void;
  /** Enter on a flag: its number is to be written. */
  write(run: number): void;
  /** A run's rate is another, ahead of the server. */
  moved(): void;
}

/** The moves of all runs' rates. */
export class RateMoves {
  constructor(
    private readonly runs: Runs,
    private readonly scale: () => RateScale,
    private readonly events: RateMovesEvents,
  ) {}

  /** A hand drags a flag to a place on the axis, in px. */
  drag(run: number, x: number, time: number): void {
    this.send(run, this.scale().rate(x), { held: true, time, keys: false });
  }

  /** A press on the ground takes the chosen run's flag there. */
  press(x: number, time: number): void {
    const { about } = this.runs;
    if (!about) return;
    this.send(about.info.run, this.scale().rate(x), { held: false, time, keys: false });
    this.events.rateEnd(false);
  }

  /** Moves a run's rate by so many presses of a key, up or down. */
  nudge(run: number, presses: number, time: number): void {
    this.shift(run, Math.sign(presses) * pressOf(decades(this.scale().range)), time);
  }

  /** A key on a flag; tells whether it did anything. */
  key(run: number, event: KeyboardEvent): boolean {
    if (event.key === "Enter") return (this.events.write(run), true);
    const { range } = this.scale();
    const move = moveOf(event, decades(range));
    if (!move) return false;
    if ("end" in move) this.byKey(run, range[move.end], event.timeStamp);
    else this.shift(run, move.decades, event.timeStamp);
    return true;
  }

  /** A machine that speaks moves a slider without a key. */
  slide(run: number, lr: number, time: number): void {
    const { range } = this.scale();
    this.byKey(run, this.scale().rounded(Math.min(range[1], Math.max(range[0], lr))), time);
  }

  /** Moves a run's rate by so many decades; beyond what is shown only as far as its own range goes. */
  private shift(run: number, by: number, time: number): void {
    const moved = this.runs.list[run];
    if (!moved || moved.info.rateless) return;
    const [[from, to], { range }] = [moved.info.rate_range, this.scale()];
    const lr = Math.min(Math.max(moved.lr * 10 ** by, Math.min(from, range[0])), Math.max(to, range[1]));
    this.byKey(run, this.scale().rounded(lr), time);
  }

  private byKey(run: number, lr: number, time: number): void {
    this.send(run, lr, { held: true, time, keys: true });
    this.events.rateEnd(true);
  }

  private send(run: number, lr: number, hand: Hand): void {
    const moved = this.runs.list[run];
    if (!moved || (lr === moved.lr && hand.held && !hand.keys)) return;
    moved.lr = lr;
    this.events.rate(run, lr, hand);
    this.events.moved();
  }
}
