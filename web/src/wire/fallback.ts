// Plain HTTP in place of a websocket. While it is used, a websocket is tried now
// and then, and taken once it stays open.
import { type Clock, Timer } from "./clock.ts";
import { release, type Socket, type Why } from "./socket.ts";

/** A new websocket that brings nothing for so long does not get through, in ms. */
export const PROOF = 3500;

/** A websocket is tried again after so long, in ms, later twice that and so on up to the longest. */
const AGAIN = 10_000;
const AGAIN_LONGEST = 60_000;

/** A websocket that is tried has to stay open for so long to be taken, in ms. */
const STEADY = 1000;

/** What becomes of the stream. */
export interface FallbackEvents {
  /** Use this carrier, which speaks plain HTTP, once it is open. */
  carry(carrier: Socket): void;
  /** The script for plain HTTP could not be loaded. */
  failed(why: Why): void;
  /** A websocket gets through again. */
  recovered(socket: Socket): void;
}

/** Whether and why plain HTTP is used, and the way back to a websocket. */
export class Fallback {
  /** Why plain HTTP is used, or is about to be; null while a websocket is. */
  why: Why | null = null;
  /** A websocket that is tried while plain HTTP is used. */
  private trial: Socket | null = null;
  private trials = 0;
  private readonly timer: Timer;

  constructor(
    clock: Clock,
    private readonly makeSocket: () => Socket,
    private readonly makePlain: () => Promise<Socket>,
    private readonly events: FallbackEvents,
  ) {
    this.timer = new Timer(clock);
  }

  /** Goes on over plain HTTP; if the server does not answer there either, it is down. */
  start(why: Why): void {
    this.why = why;
    this.makePlain().then((carrier) => this.events.carry(carrier), () => this.events.failed(why));
  }

  /** Tries a websocket after a while. */
  tryLater(): void {
    this.timer.set(Math.min(AGAIN_LONGEST, AGAIN * 2 ** Math.min(this.trials, 8)), () => this.tryNow());
  }

  /** Tries a websocket beside plain HTTP. */
  tryNow(): void {
    if (this.trial) return;
    this.trials++;
    const trial = (this.trial = this.makeSocket());
    trial.onclose = () => this.fail();
    trial.onopen = () => this.timer.set(STEADY, () => this.succeed(trial));
    this.timer.set(PROOF, () => this.fail());
  }

  /** A websocket has brought something: the next trial after it is a first one. */
  reset(): void {
    this.trials = 0;
  }

  /** Tries no more. */
  stop(): void {
    this.timer.stop();
    release(this.trial);
    this.trial = null;
  }

  private fail(): void {
    this.stop();
    this.tryLater();
  }

  private succeed(trial: Socket): void {
    this.trial = null;
    this.why = null;
    this.events.recovered(trial);
  }
}
