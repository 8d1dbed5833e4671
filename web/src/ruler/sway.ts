// The sway of a flag that invites to be dragged.

/** One sway, in ms, and how many there are. */
const SWAY = 900;
const SWAYS = 2;
/** How far it goes to either side, in px. */
const REACH = 8;

/** A flag's sway, from when it was asked for. */
export class Sway {
  private since: number | null = null;

  /** Sways from now on, where motion is wanted. */
  start(): void {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.since = performance.now();
  }

  /** Whether there is more of it to draw. */
  get goesOn(): boolean {
    if (this.since !== null && performance.now() - this.since > SWAYS * SWAY) this.since = null;
    return this.since !== null;
  }

  /** How far the flag is from its place now, in px. */
  get offset(): number {
    if (this.since === null) return 0;
    const t = (performance.now() - this.since) / SWAY;
    return t < SWAYS ? REACH * Math.sin(2 * Math.PI * t) : 0;
  }
}
