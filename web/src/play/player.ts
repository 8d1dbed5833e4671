// The playhead over the iterates that are held. It has no timer: the page's
// one frame loop calls tick.

import { MOST_SPEED, USUAL_SPEED } from "../link/page-keys.ts";

export class Player {
  /** Where the playhead stands, in steps; between two steps while playing. */
  position = 0;
  /** The last step there is. */
  last = 0;
  playing = false;
  loop = false;
  private rate = USUAL_SPEED;
  /** Steps per second of this one showing, where it has a time to be done in. */
  private pace: number | null = null;

  /** The step that is shown. */
  get k(): number {
    return Math.floor(this.position);
  }

  get atEnd(): boolean {
    return this.position >= this.last;
  }

  /** Steps per second. */
  get speed(): number {
    return this.rate;
  }

  set speed(stepsPerSecond: number) {
    if (!(stepsPerSecond > 0)) throw new RangeError(`speed ${stepsPerSecond}`);
    this.rate = Math.min(stepsPerSecond, MOST_SPEED);
  }

  /** Take a new length; with follow, a playhead at the end stays at the end. */
  setLast(last: number, follow = true): void {
    const stays = follow && this.atEnd && !this.playing;
    this.last = Math.max(0, last);
    this.position = stays ? this.last : Math.min(this.position, this.last);
  }

  /** Play on, or from the start when everything was played. */
  play(): void {
    if (this.atEnd) this.position = 0;
    this.playing = this.last > 0;
  }

  /** Play all of it from the start in so many seconds, once. */
  playWithin(seconds: number): void {
    this.position = 0;
    this.play();
    this.pace = Math.max(1, this.last / seconds);
  }

  pause(): void {
    this.playing = false;
    this.pace = null;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Stand at step k, within what there is. */
  seek(k: number): void {
    if (Number.isNaN(k)) return;
    this.position = Math.min(Math.max(k, 0), this.last);
  }

  /** Pause, and go n whole steps on or back. */
  step(n: number): void {
    this.pause();
    this.seek(this.k + n);
  }

  restart(): void {
    this.position = 0;
  }

  toEnd(): void {
    this.position = this.last;
  }

  /** Let time pass, in seconds; true if the playhead moved. */
  tick(seconds: number): boolean {
    if (!this.playing || !(seconds > 0)) return false;
    const before = this.position;
    this.position += seconds * (this.pace ?? this.rate);
    if (this.position >= this.last) this.finish();
    return this.position !== before;
  }

  private finish(): void {
    if (this.loop && this.pace === null && this.last > 0) {
      this.position %= this.last;
    } else {
      this.position = this.last;
      this.pause();
    }
  }
}
