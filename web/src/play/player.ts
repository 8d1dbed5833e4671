// The playhead over the iterates that are held. It has no timer: the page's
// one frame loop calls tick.

import { type Pace, showPace, steadyPace, timeOf, timesAsFast } from "./pace.ts";

/** The most steps a second. */
const MOST_SPEED = 1000;

/** The playhead: where it stands, and how it moves with time. */
export class Player {
  /** Where the playhead stands, in steps; between two steps while playing. */
  position = 0;
  /** The last step there is. */
  last = 0;
  playing = false;
  loop = false;
  /** The rest of the runs was not shown yet, and is kept hidden everywhere. */
  hidesFuture = false;
  /** The playhead has come to the end on its way, played or stepped: what was to be shown was seen. */
  seen = false;
  /** It waits at the start for runs that are yet to come. */
  private held = false;
  private paceOf = paceFor("x1");
  /** The pace of the showing that goes on, and its time so far in seconds. */
  private pace: Pace | null = null;
  private clock = 0;
  /** The length in seconds of a showing that is made once, and not looped. */
  once: number | null = null;

  /** The step that is shown. */
  get k(): number {
    return Math.floor(this.position);
  }

  get atEnd(): boolean {
    return this.position >= this.last;
  }

  /** How it plays: a number of steps a second, or a show, "x2" twice as fast as usual. */
  setSpeed(text: string): void {
    this.paceOf = paceFor(text);
    this.keepPace();
  }

  /** Take a new length; with follow, a playhead at the end stays at the end. */
  setLast(last: number, follow = true): void {
    const stays = follow && this.atEnd && !this.playing && !this.held;
    if (last === this.last && !stays) return;
    this.last = Math.max(0, last);
    this.position = stays ? this.last : Math.min(this.position, this.last);
    this.keepPace();
  }

  /** Stand at the start until the runs have come; what they do is not to be told. */
  hold(): void {
    this.held = this.hidesFuture = true;
    this.playing = false;
    this.position = 0;
  }

  /** Play on, or from the start when everything was played. */
  play(): void {
    if (this.atEnd) this.position = 0;
    this.held = false;
    this.playing = this.hidesFuture = this.last > 0;
    this.keepPace();
  }

  /** Play all of it from the start in so many seconds, once. */
  playWithin(seconds: number): void {
    this.position = 0;
    this.once = seconds;
    this.play();
  }

  /**
   * Play along with another playhead, which stands at a step just now, within so many
   * seconds where it does: go there where they are farther apart than a delay.
   */
  playAlong(step: number, once: number | null, delay: number): void {
    if (this.playing && this.once === once && this.pace && Math.abs(timeOf(this.pace, step) - this.clock) <= delay) return;
    if (step >= this.last) return;
    this.once = once;
    this.seek(step);
    if (!this.playing) this.play();
    else this.keepPace();
  }

  pause(): void {
    this.playing = false;
    this.once = this.pace = null;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Stand at step k, within what there is. */
  seek(k: number): void {
    if (Number.isNaN(k)) return;
    this.held = false;
    const before = this.position;
    this.position = Math.min(Math.max(k, 0), this.last);
    if (this.atEnd) this.hidesFuture = false;
    this.seen = this.atEnd && before < this.last;
    this.keepPace();
  }

  /** Stand at step k of runs that nobody has seen. */
  openAt(k: number): void {
    this.hidesFuture = true;
    this.seek(k);
    this.seen = false;
  }

  /** Pause, and go n whole steps on or back. */
  step(n: number): void {
    this.pause();
    this.seek(this.k + n);
  }

  /** A hand has changed the runs: where they do not play, they are seen whole, as it moves. */
  changed(): void {
    if (!this.playing && !this.held) this.hidesFuture = false;
  }

  restart(): void {
    this.position = 0;
    this.keepPace();
  }

  /** Show all there is. */
  toEnd(): void {
    this.held = this.hidesFuture = this.seen = false;
    this.position = this.last;
  }

  /** Let time pass, in seconds; true if the playhead moved. */
  tick(seconds: number): boolean {
    if (!this.playing || !this.pace || !(seconds > 0)) return false;
    const before = this.position;
    this.clock += seconds;
    this.position = this.pace.position(this.clock);
    if (this.clock >= this.pace.seconds) this.finish(this.pace);
    return this.position !== before;
  }

  /** The pace of the length that there is now, from where the playhead stands. */
  private keepPace(): void {
    if (!this.playing) return;
    this.pace = this.once === null ? this.paceOf(this.last) : showPace(this.last, this.once);
    this.clock = timeOf(this.pace, this.position);
  }

  private finish(pace: Pace): void {
    if (this.loop && this.once === null && this.last > 0) {
      this.clock %= pace.seconds;
      this.position = pace.position(this.clock);
    } else {
      this.pause();
      this.toEnd();
      this.seen = true;
    }
  }
}

/** The pace of runs of a length, from the text of the key speed. */
function paceFor(text: string): (last: number) => Pace {
  const shows = text.startsWith("x");
  const speed = Number(shows ? text.slice(1) : text);
  if (!(speed > 0)) throw new RangeError(`speed ${text}`);
  return shows ? (last) => timesAsFast(showPace(last), speed) : (last) => steadyPace(last, Math.min(speed, MOST_SPEED));
}
