// How long what a hand moved waits for its whole picture.
import type { Picture } from "../plane/trajectories.ts";

/** Measured times are cleared after so many: the browser would keep all of them. */
const MEASURES = 500;

/** The moves whose picture is still to come. */
export class Waits {
  /** When the user moved something, in ms, by the id of the request that followed. */
  private readonly moved = new Map<number, number>();
  private measures = 0;

  begin(id: number, time: number): void {
    this.moved.set(id, time);
  }

  has(id: number): boolean {
    return this.moved.has(id);
  }

  /** A picture is drawn: measures the time until that of a request is complete. */
  seen({ scenario: { id }, runs, done }: Picture): void {
    const whole = done || runs.every((run) => run.trajectory.complete);
    const time = this.moved.get(id);
    if (time === undefined || !whole) return;
    if (++this.measures % MEASURES === 0) performance.clearMeasures("slider-to-picture");
    performance.measure("slider-to-picture", { start: time, end: performance.now() });
    for (const older of [...this.moved.keys()]) if (older <= id) this.moved.delete(older);
  }
}
