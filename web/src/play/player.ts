// The playhead over the iterates that are held. It has no timer: the page's
// one frame loop calls tick.

import { type Pace, showPace, steadyPace, timeOf, timesAsFast } from "./pace.ts";

/** The most steps a second. */
const MOST_SPEED = 1000;

/** What a frame may take of the time that it plays, in seconds: a page that was away goes on where it was. */
export const LONGEST_FRAME = 0.25;

/** Playheads that go along with each other may be so far apart, in seconds. */
const APART = 0.05;

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
  /** When time was let pass last, in ms: there is its playhead. */
  ticked = 0;
  /** Of another playhead that this one goes along with: its time at a moment here, in ms. */
  private along: { time: number; at: number } | null = null;

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
    this.along = null;
    this.begin();
  }

  private begin(): void {
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

  /** How far it has played, in seconds; null where it does not. */
  get time(): number | null {
    return this.playing && this.pace ? this.clock : null;
  }

  /**
   * Play along with another playhead, which has played so many seconds of a show of a
   * length at a moment of this page, in ms: go there where they are farther apart than
   * is let be. now is this moment.
   */
  playAlong(time: number, once: number | null, at: number, now: number): void {
    const along = { time, at };
    if (this.playing && this.pace && this.once === once && this.along && Math.abs(this.between(along, this.along, this.pace)) <= APART) return;
    this.once = once;
    this.begin();
    if (!this.playing) return;
    this.along = along;
    this.go(now);
  }

  /** How far two are apart, in seconds: in a loop the shorter way. */
  private between(a: { time: number; at: number }, b: { time: number; at: number }, { seconds }: Pace): number {
    const apart = a.time - b.time - (a.at - b.at) / 1000;
    return this.loops ? apart - seconds * Math.round(apart / seconds) : apart;
  }

  private get loops(): boolean {
    return this.loop && this.once === null && this.last > 0;
  }

  pause(): void {
    this.playing = false;
    this.once = this.pace = this.along = null;
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Stand at step k, within what there is. */
  seek(k: number): void {
    if (Number.isNaN(k)) return;
    this.held = false;
    this.along = null;
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
    this.along = null;
    this.position = 0;
    this.keepPace();
  }

  /** Show all there is. */
  toEnd(): void {
    this.held = this.hidesFuture = this.seen = false;
    this.position = this.last;
  }

  /** Let time pass, in seconds, up to a moment in ms, which tells it where it goes along with another; true if the playhead moved. */
  tick(seconds: number, now = 0): boolean {
    this.ticked = now;
    if (!this.playing || !this.pace || !(seconds > 0 || this.along)) return false;
    const before = this.position;
    this.clock += seconds;
    this.go(now);
    return this.position !== before;
  }

  /** Stand where the time is that has passed. */
  private go(now: number): void {
    const { pace, along } = this;
    if (!pace) return;
    if (along) this.clock = Math.max(0, along.time + (now - along.at) / 1000);
    this.position = pace.position(this.clock);
    if (this.clock >= pace.seconds) this.finish(pace);
  }

  /** The pace of the length that there is now, from where the playhead stands. */
  private keepPace(): void {
    if (!this.playing) return;
    this.pace = this.once === null ? this.paceOf(this.last) : showPace(this.last, this.once);
    this.clock = timeOf(this.pace, this.position);
    if (this.along) this.along = { time: this.clock, at: this.ticked };
  }

  private finish(pace: Pace): void {
    if (this.loops) {
      if (this.along) this.along.time -= this.clock - (this.clock % pace.seconds);
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
