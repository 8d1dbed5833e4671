// The requests to the server. Of each kind at most one is under way
// and the newest one waits, so that a drag shows whole pictures as fast as the
// line brings them and never starves.
import { type Clock, Timer } from "./clock.ts";
import type { RequestMessage } from "./wire.ts";

/** What can be asked for: runs, the outcome of every rate, where every start ends, the members of an ensemble. */
export type Kind = "run" | "sweep" | "basins" | "ensemble";

/** Each kind of request. */
export const KINDS: readonly Kind[] = ["run", "sweep", "basins", "ensemble"];

/** What waits lets a newer one take its place for so long, in ms: a mouse tells its place every 8 ms. */
const GRACE = 8;

/** Where requests go. */
export interface Line {
  /** Whether anything can be sent now. */
  open(): boolean;
  send(message: RequestMessage, kind: Kind): void;
}

interface Request {
  id: number;
  query: string;
  preset?: string;
  /** A hand moves a rate. */
  held?: boolean;
}

/** The requests of one kind. */
interface Slot {
  underWay: Request | null;
  waiting: Request | null;
  /** The newest one asked for, to ask again after a reconnect. */
  newest: Request | null;
}

/** The requests of a page, and which of them are sent. */
export class Requests {
  private readonly slots: Record<Kind, Slot> = { run: empty(), sweep: empty(), basins: empty(), ensemble: empty() };
  private readonly sentThisFrame = new Set<Kind>();
  private framePending = false;
  private readonly soon: Timer;
  private lastID = 0;

  constructor(
    private readonly clock: Clock,
    private readonly line: Line,
    /** What was asked ahead under the first id, as it was sent; empty for nothing. */
    private readonly asked = "",
  ) {
    this.soon = new Timer(clock);
  }

  /** Asks for an answer; returns the id that it will carry. An older request that waits is forgotten. */
  ask(kind: Kind, query: string, preset?: string, held = false): number {
    const request: Request = { id: ++this.lastID, query, preset, held };
    if (request.id === 1 && this.asked && this.asked !== JSON.stringify(messageOf(kind, request))) request.id = ++this.lastID; // answers to the other may come
    const slot = this.slots[kind];
    slot.waiting = slot.newest = request;
    this.flush(kind);
    return request.id;
  }

  /** Calls off what was asked of this kind. */
  cancel(kind: Kind): void {
    const slot = this.slots[kind];
    slot.waiting = slot.newest = null;
    if (slot.underWay && this.line.open()) this.line.send({ id: slot.underWay.id, cancel: true }, kind);
  }

  /** What is shown instead was not asked for: nothing of this kind is awaited any more; returns the id that it has. */
  displace(kind: Kind): number {
    this.cancel(kind);
    this.slots[kind].underWay = null;
    this.lastID += this.lastID === 0 && this.asked ? 2 : 1;
    return this.lastID;
  }

  /** Whether a request of this kind, or of any, was sent and is not answered. */
  underWay(kind?: Kind): boolean {
    return (kind ? [kind] : KINDS).some((each) => this.slots[each].underWay);
  }

  /** The kind of the request under way that an answer belongs to. */
  kindOf(id: number): Kind | undefined {
    return KINDS.find((kind) => this.slots[kind].underWay?.id === id);
  }

  /** The request under way is answered in full; what waits is sent soon. */
  end(kind: Kind): void {
    this.slots[kind].underWay = null;
  }

  /** Every connection starts with nothing under way: asks again for what is wanted. */
  renew(): void {
    for (const kind of KINDS) {
      const slot = this.slots[kind];
      slot.waiting = kind === "run" || slot.underWay || slot.waiting ? slot.newest : null;
      slot.underWay = null;
      this.flush(kind);
    }
  }

  /**
   * Sends what waits, after a moment: while a hand moves, the next move comes within
   * it, takes the place of what waits and is sent at once, so that what is drawn is
   * as new as it can be.
   */
  flushSoon(): void {
    if (KINDS.every((kind) => this.slots[kind].waiting === null)) return;
    this.soon.set(GRACE, () => KINDS.forEach((kind) => this.flush(kind)));
  }

  /** Sends what waits if nothing of its kind is under way, at most once a frame. */
  private flush(kind: Kind): void {
    const slot = this.slots[kind];
    if (!this.line.open() || !slot.waiting || slot.underWay || this.sentThisFrame.has(kind)) return;
    const request = (slot.underWay = slot.waiting);
    slot.waiting = null;
    this.sentThisFrame.add(kind);
    this.awaitFrame();
    this.line.send(messageOf(kind, request), kind);
  }

  private awaitFrame(): void {
    if (this.framePending) return;
    this.framePending = true;
    this.clock.frame(() => {
      this.framePending = false;
      this.sentThisFrame.clear();
      this.flushSoon();
    });
  }
}

/** A request as the server reads it. */
function messageOf(kind: Kind, { id, query, preset, held }: Request): RequestMessage {
  return { id, [kind]: query, ...(preset ? { preset } : {}), ...(held ? { held } : {}) };
}

function empty(): Slot {
  return { underWay: null, waiting: null, newest: null };
}
