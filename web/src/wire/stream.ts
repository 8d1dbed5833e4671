// The websocket to the server. A hand may move faster than the line: of each
// kind of request at most one is under way and the newest one waits, so that a
// drag shows whole pictures as fast as the line brings them and never starves.
// Where no websocket gets through it goes on over plain HTTP, and tries again now
// and then.

import { backoff } from "./backoff.ts";
import { decodeFrame, decodeMessage, WireError } from "./decode.ts";
import { onHost } from "../dom/site.ts";
import { Surfaces } from "./surfaces.ts";
import type { BasinFrame, Frame, Message, RequestMessage, WireMessage } from "./wire.ts";

export type Kind = "run" | "sweep" | "basins";
export type StreamState = "connecting" | "open" | "lost" | "plain";

/** Why no websocket gets through: it was never open, brought nothing in time, or broke before it brought anything. */
export type Why = "refused" | "silent" | "dropped";

const PROTOCOL = "downhill.v2";

/** A request without an answer for so long is taken for a lost connection, in ms. */
const STALLED = 15_000;

/** The same over plain HTTP, where an answer comes whole. */
const STALLED_PLAIN = 60_000;

/** A new websocket that brings nothing for so long does not get through, in ms. */
const PROOF = 3500;

/** Over plain HTTP a websocket is tried again after so long, in ms, later twice that and so on up to the longest. */
const AGAIN = 10_000;
const AGAIN_LONGEST = 60_000;

/** Where a websocket got through before, so many are refused before plain HTTP: the server may only be starting again. */
const PATIENT = 5;

/** A websocket that is tried beside has to stay open for so long to be taken, in ms. */
const STEADY = 1000;

/** A run without an answer for so long is late, and a line that brings nothing at all for so long is silent, in ms. */
const LATE = 400;
const SILENT = 2000;

/** A ping without an answer for so long is taken for a lost connection, in ms. */
const UNHEARD = 8000;

/** What is to be known of a line that stays open: the newest run's answer is late, nothing comes at all, or neither. */
export type Quiet = "late" | "silent" | null;

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
  /** why is told with the state plain. */
  onState(state: StreamState, why?: Why): void;
  /** The line, open as it is, brings less than it should, or does again. */
  onQuiet?(quiet: Quiet): void;
  /** A request left the page: the moment that latency counts from. */
  onSend?(kind: Kind, id: number): void;
  /** The connection brought what can't be read; the request it belongs to goes on. */
  onUnreadable?(error: unknown): void;
  connect?(url: string, protocol: string): Socket;
  /** What carries the same over plain HTTP; it opens once the server answers. */
  plain?(): Promise<Socket>;
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
  private readonly surfaces = new Surfaces();
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
  private cancelProof: () => void = () => {};
  private cancelLate: () => void = () => {};
  private cancelSilent: () => void = () => {};
  private quiet: Quiet = null;
  private pings = 0;
  /** The websocket has brought something. */
  private proven = false;
  /** Why plain HTTP carries the stream, or is about to; null where a websocket does. */
  private plain: Why | null = null;
  /** A websocket that is tried while plain HTTP carries the stream. */
  private trial: Socket | null = null;
  private trials = 0;
  /** A websocket got through once, in this page. */
  private worked = false;

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
    if (lane.underWay && this.open) this.socket?.send(JSON.stringify({ id: lane.underWay.id, cancel: true } satisfies RequestMessage));
  }

  /** Whether an answer of this kind is still to come. */
  busy(kind: Kind): boolean {
    return this.lanes[kind].underWay !== null || this.lanes[kind].waiting !== null;
  }

  /** What carries the stream just now. */
  get carrier(): "socket" | "plain" | null {
    if (!this.open) return null;
    return this.plain ? "plain" : "socket";
  }

  /** Whether anything is asked that is not answered. */
  private get waits(): boolean {
    return KINDS.some((kind) => this.lanes[kind].underWay);
  }

  /** Try now instead of when the next attempt is due. */
  retry(): void {
    if (this.closed) return;
    if (this.plain && this.open) return this.tryAgain();
    if (this.open || this.plain || this.socket) return;
    this.cancelRetry();
    this.connect();
  }

  /** Asks whether the line still carries; while anything else is asked that tells as well. */
  ping(): void {
    if (!this.open || this.plain || this.waits) return;
    this.sendPing();
    this.listen(UNHEARD);
  }

  private sendPing(): void {
    this.socket?.send(JSON.stringify({ ping: ++this.pings } satisfies RequestMessage));
  }

  /** Tells when nothing is heard; and, of a ping, takes the line for lost in the end. */
  private listen(lost?: number): void {
    this.cancelSilent();
    this.cancelSilent = this.clock.after(SILENT, () => {
      this.setQuiet("silent");
      if (lost) this.cancelSilent = this.clock.after(lost - SILENT, () => this.lost("dropped"));
    });
  }

  /** A run was asked for: it is late after a moment, and then the line is asked too, so that a slow answer is no silent line. */
  private expect(): void {
    if (this.plain) return;
    this.cancelLate();
    this.cancelLate = this.clock.after(LATE, () => {
      if (this.quiet === null) this.setQuiet("late");
      if (this.open) this.sendPing();
    });
    this.listen();
  }

  private setQuiet(quiet: Quiet): void {
    if (quiet === this.quiet) return;
    this.quiet = quiet;
    this.options.onQuiet?.(quiet);
  }

  /** Something came by the line: of the newest run, or not. */
  private heard(ofRun: boolean): void {
    this.cancelSilent();
    if (ofRun) this.cancelLate();
    if (ofRun || this.lanes.run.underWay === null) this.setQuiet(null);
    else if (this.quiet === "silent") this.setQuiet("late");
  }

  close(): void {
    this.closed = true;
    this.cancelRetry();
    this.drop();
  }

  private connect(): void {
    this.options.onState("connecting");
    this.plain = null;
    this.use(this.make());
    this.prove();
  }

  private make(): Socket {
    const make = this.options.connect ?? ((url, protocol) => new WebSocket(url, protocol));
    return make(this.options.url, PROTOCOL);
  }

  private use(carrier: Socket): void {
    this.socket = carrier;
    this.proven = false;
    this.surfaces.clear();
    carrier.binaryType = "arraybuffer";
    carrier.onopen = () => this.opened();
    carrier.onclose = () => this.lost(this.open ? "dropped" : "refused");
    carrier.onmessage = (event) => this.received(event.data);
  }

  /** Every connection starts with nothing under way: ask again for what is wanted. */
  private opened(): void {
    this.open = true;
    if (this.plain) {
      this.options.onState("plain", this.plain);
      this.cancelRetry();
      this.cancelRetry = this.clock.after(Math.min(AGAIN_LONGEST, AGAIN * 2 ** Math.min(this.trials, 8)), () => this.tryAgain());
    } else this.options.onState("open");
    for (const kind of KINDS) {
      const lane = this.lanes[kind];
      lane.waiting = kind === "run" || lane.underWay || lane.waiting ? lane.newest : null;
      lane.underWay = null;
      this.flush(kind);
    }
  }

  private lost(why: Why): void {
    if (this.closed) return;
    const starting = why === "refused" && this.worked && this.attempts < PATIENT;
    const useless = !this.proven && !this.plain && !starting;
    this.drop();
    this.options.onState("lost");
    if (useless && this.options.plain) return this.goPlain(why);
    const delay = backoff(this.attempts++, this.clock.random());
    this.plain = null;
    this.cancelRetry();
    this.cancelRetry = this.clock.after(delay, () => this.connect());
  }

  /** Goes on over plain HTTP; where the server does not answer there either, it is gone. */
  private goPlain(why: Why): void {
    this.plain = why;
    this.cancelRetry();
    this.options.plain?.().then(
      (carrier) => (this.closed ? carrier.close() : this.use(carrier)),
      () => this.lost(why),
    );
  }

  /** Tries a websocket beside plain HTTP, and takes it once it stays open. */
  private tryAgain(): void {
    if (this.trial || this.closed) return;
    this.cancelRetry();
    this.trials++;
    const trial = (this.trial = this.make());
    const fail = () => this.endTrial();
    const timeout = this.clock.after(PROOF, fail);
    trial.onclose = fail;
    trial.onopen = () => (timeout(), void (this.cancelRetry = this.clock.after(STEADY, () => this.take(trial))));
    this.cancelRetry = timeout;
  }

  private endTrial(): void {
    this.dropTrial();
    this.cancelRetry();
    const wait = Math.min(AGAIN_LONGEST, AGAIN * 2 ** Math.min(this.trials, 8));
    this.cancelRetry = this.clock.after(wait, () => this.tryAgain());
  }

  /** A websocket gets through again: it carries the stream from here on. */
  private take(trial: Socket): void {
    this.trial = null;
    this.drop();
    this.plain = null;
    this.use(trial);
    this.opened();
    this.prove();
  }

  private dropTrial(): void {
    const { trial } = this;
    this.trial = null;
    if (!trial) return;
    trial.onopen = trial.onclose = trial.onmessage = null;
    trial.close();
  }

  /** A websocket that is new has to bring something soon, if anything is asked of it. */
  private prove(): void {
    if (this.plain || this.proven) return;
    this.cancelProof();
    this.cancelProof = this.clock.after(PROOF, () => (this.open && !this.waits ? undefined : this.lost("silent")));
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.open = false;
    this.cancelWatch();
    this.cancelProof();
    this.cancelLate();
    this.cancelSilent();
    this.dropTrial();
    if (!socket) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
  }

  private received(data: unknown): void {
    this.attempts = 0;
    this.proven = true;
    if (!this.plain) [this.trials, this.worked] = [0, true];
    this.cancelProof();
    if (typeof data === "string" && data.startsWith('{"pong"')) return this.heard(false);
    try {
      if (typeof data === "string") this.takeWire(decodeMessage(data));
      else if (data instanceof ArrayBuffer) this.takeFrame(decodeFrame(data));
      else if ("type" in (data as object)) this.takeMessage(data as Message);
      else this.takeFrame(data as Frame | BasinFrame);
    } catch (error) {
      this.options.onUnreadable?.(error);
    }
  }

  /** Keeps surfaces, and gives a scenario the one that it names. */
  private takeWire(message: WireMessage): void {
    if (message.type === "surface") {
      this.surfaces.add(message.surface);
      this.heard(this.kindOf(message.id) === "run");
      return this.watch();
    }
    if (message.type !== "scenario" || !this.kindOf(message.id)) return this.takeMessage(message as Message);
    const surface = this.surfaces.get(message.surface);
    if (!surface) throw new WireError("a scenario of a surface that did not come");
    this.takeMessage({ ...message, surface });
  }

  private takeMessage(message: Message): void {
    const kind = this.kindOf(message.id);
    this.heard(kind === "run");
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
    const kind = this.kindOf(frame.id);
    this.heard(kind === "run");
    if (!kind) return;
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
    const message: RequestMessage = { id, [kind]: query, ...(preset ? { preset } : {}) };
    this.socket?.send(JSON.stringify(message));
    this.options.onSend?.(kind, id);
    if (kind === "run") this.expect();
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
    if (!this.waits) return;
    this.cancelWatch = this.clock.after(this.plain ? STALLED_PLAIN : STALLED, () => this.lost("silent"));
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
