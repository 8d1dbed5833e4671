// Time as the stream uses it, so that tests own it.

/** Timers, frames and chance. */
export interface Clock {
  /** Calls once after so many ms; returns what calls it off. */
  after(ms: number, call: () => void): () => void;
  /** Calls at the next frame of the screen. */
  frame(call: () => void): void;
  /** A number from 0 up to 1. */
  random(): number;
}

/**
 * Calls that are due later, by one timer of the browser for all of them: each message
 * calls off some and sets others, and that was the most of what taking one cost.
 */
class Later {
  private readonly waiting = new Set<{ at: number; call: () => void }>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the timer is due, in ms; no later than the first call. */
  private due = Infinity;

  after(ms: number, call: () => void): () => void {
    const waits = { at: performance.now() + ms, call };
    this.waiting.add(waits);
    if (waits.at < this.due) this.wake(waits.at);
    return () => this.waiting.delete(waits);
  }

  private wake(at: number): void {
    clearTimeout(this.timer);
    this.due = at;
    this.timer = setTimeout(() => this.call(), at - performance.now());
  }

  private call(): void {
    const now = performance.now();
    const ready = [...this.waiting].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
    const [next] = ready;
    if (next) this.waiting.delete(next);
    const first = Math.min(...[...this.waiting].map(({ at }) => at)); // what was called off is woken for in vain, once
    this.due = Infinity;
    if (first < Infinity) this.wake(Math.max(first, now));
    next?.call();
  }
}

const later = new Later();

/** The browser's time. A hidden tab has no animation frames, and still loads its first picture. */
export const browserClock: Clock = {
  after: (ms, call) => later.after(ms, call),
  frame(call) {
    if (document.hidden) setTimeout(call, 50);
    else requestAnimationFrame(call);
  },
  random: Math.random,
};

/** One timer at a time: another call takes the place of the one before. */
export class Timer {
  private cancel: (() => void) | null = null;

  constructor(private readonly clock: Clock) {}

  /** Calls once after so many ms, instead of what was set before. */
  set(ms: number, call: () => void): void {
    this.stop();
    this.cancel = this.clock.after(ms, call);
  }

  /** Calls off what was set. */
  stop(): void {
    this.cancel?.();
    this.cancel = null;
  }
}
