// The relief turns on a little after a drag was let go at speed.

/** After this time the turn has lost all but 1/e of its speed, in s. */
const DECAY = 0.16;
/** Slower than this it rests, in degrees a second. */
const REST = 2;
/** No faster than this, in degrees a second. */
const FASTEST = 260;

/** The turn of the relief after it was let go, which dies away. */
export class Inertia {
  private speed: [number, number] = [0, 0];
  private before: number | null = null;

  get moving(): boolean {
    return Math.hypot(...this.speed) > 0;
  }

  /** At a speed in degrees a second. */
  start(azimuth: number, elevation: number): void {
    const size = Math.hypot(azimuth, elevation);
    const part = size > FASTEST ? FASTEST / size : 1;
    this.speed = size > 10 * REST ? [azimuth * part, elevation * part] : [0, 0];
    this.before = null;
  }

  stop(): void {
    this.speed = [0, 0];
  }

  /** The degrees that it turned since the last step; now in ms. */
  step(now: number): [number, number] {
    const seconds = this.before === null ? 0 : Math.min(0.05, (now - this.before) / 1000);
    this.before = now;
    const turn: [number, number] = [this.speed[0] * seconds, this.speed[1] * seconds];
    const left = Math.exp(-seconds / DECAY);
    this.speed = [this.speed[0] * left, this.speed[1] * left];
    if (Math.hypot(...this.speed) < REST) this.stop();
    return turn;
  }
}
