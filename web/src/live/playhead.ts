// Where the lecturer's playhead is, as it is told and as it is followed.
import { LONGEST_FRAME, type Player } from "../play/player.ts";
import type { LiveState } from "../wire/wire.ts";

/** The part of a state that is of the playhead. */
export type Playhead = Pick<LiveState, "step" | "playing" | "hides" | "seconds" | "time" | "ago">;

/** While it plays, those who follow know where the playhead is, unless it is so far from there, in seconds. */
const STRAYED = 0.03;

/** What the lecturer's page tells of its playhead. */
export class SentPlayhead {
  /** Where it played by what was told, in seconds, and when that was, in ms. */
  private played = { time: 0, at: 0 };

  constructor(private readonly player: Player) {}

  /** Where the playhead is at a moment of a page that is seen or not, way ms before others hear of it. */
  at(now: number, seen: boolean, way: number): Playhead {
    const { player } = this;
    const ends = player.atEnd && !player.playing && !player.hidesFuture;
    const shown = { step: ends ? -1 : player.position, playing: false, hides: player.hidesFuture, seconds: player.once ?? 0 };
    if (player.time === null || !seen) return shown; // a page that is not seen stands still
    return { ...shown, playing: true, time: player.time, ago: this.since(now) * 1000 + way };
  }

  /** It was told just now. */
  note(now: number): void {
    this.played = { time: (this.player.time ?? 0) + this.since(now), at: now };
  }

  /** Whether it is not where it is to be by what was told: it was moved, a loop began anew, or a slow page lost time. */
  strayed(now: number): boolean {
    const { time } = this.player;
    return time !== null && Math.abs(time + this.since(now) - this.played.time - (now - this.played.at) / 1000) > STRAYED;
  }

  /** For how many seconds it has moved on since the last frame, which the next one shows. */
  private since(now: number): number {
    return Math.min(LONGEST_FRAME, Math.max(0, now - this.player.ticked) / 1000);
  }
}

/** Goes where the lecturer's playhead is, by what it was at a moment of this page; now is this one, both in ms. */
export function goAlong(player: Player, { step, playing, hides, seconds, time = 0 }: Playhead, at: number, now: number): void {
  if (playing) return player.playAlong(time, seconds || null, at, now);
  player.pause();
  if (step < 0) player.toEnd();
  else if (hides) player.openAt(step);
  else player.seek(step);
}
