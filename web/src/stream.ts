// The websocket to the server. A hand may move faster than the line: of each
// kind of request at most one is under way and the newest one waits, so that a
// drag shows whole pictures as fast as the line brings them and never starves.

import { backoff } from "./backoff.ts";
import { decodeFrame, decodeMessage } from "./decode.ts";
import { onHost } from "./site.ts";
import type { BasinFrame, Frame, Message } from "./wire.ts";

export type Kind = "run" | "sweep" | "basins";
export type StreamState = "connecting" | "open" | "lost";

const PROTOCOL = "downhill.v1";

/** A request without an answer for so long is taken for a lost connection, in ms. */
const STALLED = 15_000;

/** What is used of a WebSocket. */
export interface Socket {
  binaryType: string;
  onopen: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

/** Time, so that tests own it. */
export interface Clock {
  after(ms: number, call: () => void): () => void;
  frame(call: () => void): void;
  random(): number;
}

export interface StreamOptions {
  url: string;
  onMessage(message: Message): void;
  onFrame(frame: Frame | BasinFrame): void;
  onState(state: StreamState): void;
  /** A request left the page: the moment that latency counts from. */
  onSend?(kind: Kind, id: number): void;
  /** The connection brought what can't be read; the request it belongs to goes on. */
  onUnreadable?(error: unknown): void;
  connect?(url: string, protocol: string): Socket;
  clock?: Clock;
}

interface Request {
  id: number;
  query: string;
  preset?: string;
}

/** The requests of one kind. */
interface Lane {
  underWay: Request | null;
  waiting: Request | null;
  /** The newest one asked for, to ask again after a reconnect. */
  newest: Request | null;
}

const KINDS: Kind[] = ["run", "sweep", "basins"];
const ENDS = new Set(["done", "error", "superseded", "cancelled"]);

export class Stream {
  private readonly lanes: Record<Kind, Lane> = { run: lane(), sweep: lane(), basins: lane() };
  private readonly clock: Clock;
  private socket: Socket | null = null;
  private open = false;
  private closed = false;
  private attempts = 0;
  private lastID = 0;
  private framePending = false;
  private readonly sentThisFrame = new Set<Kind>();
  private cancelRetry: () => void = () => {};
  private cancelWatch: () => void = () => {};

  constructor(private readonly options: StreamOptions) {
    this.clock = options.clock ?? browserClock;
    this.connect();
  }

  /** Ask for an answer; returns the id that it will carry. An older one that waits is forgotten. */
  ask(kind: Kind, query: string, preset?: string): number {
    const request: Request = { id: ++this.lastID, query, preset };
    const lane = this.lanes[kind];
    lane.waiting = lane.newest = request;
    this.flush(kind);
    return request.id;
  }

  /** Call off what was asked of this kind. */
  cancel(kind: Kind): void {
    const lane = this.lanes[kind];
    lane.waiting = lane.newest = null;
    if (lane.underWay && this.open) this.socket?.send(JSON.stringify({ id: lane.underWay.id, cancel: true }));
  }

  /** Whether an answer of this kind is still to come. */
  busy(kind: Kind): boolean {
    return this.lanes[kind].underWay !== null || this.lanes[kind].waiting !== null;
  }

  /** Try now instead of when the next attempt is due. */
  retry(): void {
    if (this.open || this.closed || this.socket) return;
    this.cancelRetry();
    this.connect();
  }

  close(): void {
    this.closed = true;
    this.cancelRetry();
    this.cancelWatch();
    this.drop();
  }

  private connect(): void {
    this.options.onState("connecting");
    const make = this.options.connect ?? ((url, protocol) => new WebSocket(url, protocol));
    const socket = make(this.options.url, PROTOCOL);
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.opened();
    socket.onclose = () => this.lost();
    socket.onmessage = (event) => this.received(event.data);
  }

  /** Every connection starts with nothing under way: ask again for what is wanted. */
  private opened(): void {
    this.open = true;
    this.options.onState("open");
    for (const kind of KINDS) {
      const lane = this.lanes[kind];
      lane.waiting = kind === "run" || lane.underWay || lane.waiting ? lane.newest : null;
      lane.underWay = null;
      this.flush(kind);
    }
  }

  private lost(): void {
    if (this.closed) return;
    this.drop();
    this.options.onState("lost");
    const delay = backoff(this.attempts++, this.clock.random());
    this.cancelRetry = this.clock.after(delay, () => this.connect());
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.open = false;
    this.cancelWatch();
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
  }

  private received(data: unknown): void {
    this.attempts = 0;
    try {
      if (typeof data === "string") this.takeMessage(decodeMessage(data));
      else this.takeFrame(decodeFrame(data as ArrayBuffer));
    } catch (error) {
      this.options.onUnreadable?.(error);
    }
  }

  private takeMessage(message: Message): void {
    const kind = this.kindOf(message.id);
    if (!kind) return;
    const ends = ENDS.has(message.type);
    if (ends) this.lanes[kind].underWay = null;
    this.watch();
    try {
      this.options.onMessage(message);
    } finally {
      if (ends) this.flush(kind);
    }
  }

  private takeFrame(frame: Frame | BasinFrame): void {
    if (!this.kindOf(frame.id)) return;
    this.watch();
    this.options.onFrame(frame);
  }

  private kindOf(id: number): Kind | undefined {
    return KINDS.find((kind) => this.lanes[kind].underWay?.id === id);
  }

  /** Send what waits if nothing of its kind is under way, at most once a frame. */
  private flush(kind: Kind): void {
    const lane = this.lanes[kind];
    if (!this.open || !lane.waiting || lane.underWay) return;
    if (this.sentThisFrame.has(kind)) return;
    const request = lane.waiting;
    lane.underWay = request;
    lane.waiting = null;
    this.sentThisFrame.add(kind);
    this.awaitFrame();
    const { id, query, preset } = request;
    this.socket?.send(JSON.stringify({ id, [kind]: query, ...(preset ? { preset } : {}) }));
    this.options.onSend?.(kind, id);
    this.watch();
  }

  private awaitFrame(): void {
    if (this.framePending) return;
    this.framePending = true;
    this.clock.frame(() => {
      this.framePending = false;
      this.sentThisFrame.clear();
      for (const kind of KINDS) this.flush(kind);
    });
  }

  /** A line can die without saying so: give up on it when an answer stays away. */
  private watch(): void {
    this.cancelWatch();
    if (!KINDS.some((kind) => this.lanes[kind].underWay)) return;
    this.cancelWatch = this.clock.after(STALLED, () => this.lost());
  }
}

/** The stream's address for a page at this location. */
export function streamURL(location: { protocol: string; host: string }): string {
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${onHost("/ws")}`;
}

function lane(): Lane {
  return { underWay: null, waiting: null, newest: null };
}

/** A hidden tab has no animation frames, and still loads its first picture. */
const browserClock: Clock = {
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  frame(call) {
    if (document.hidden) setTimeout(call, 50);
    else requestAnimationFrame(call);
  },
  random: Math.random,
};
