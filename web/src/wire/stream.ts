// The connection to the server: it sends requests, passes on what comes, and
// connects again when the line is lost. Where no websocket gets through it goes on
// over plain HTTP, and tries again now and then.

import { backoff } from "./backoff.ts";
import { browserClock, type Clock, Timer } from "./clock.ts";
import { decodeFrame, decodeMessage, isPicture, WireError } from "./decode.ts";
import { Fallback, PROOF } from "./fallback.ts";
import { type Kind, Requests } from "./requests.ts";
import { type Quiet, Silence } from "./silence.ts";
import { openSocket, PROTOCOL, release, type Socket, type Why } from "./socket.ts";
import { Surfaces } from "./surfaces.ts";
import type { AnyFrame, LiveMessage, LiveRequest, Message, RequestMessage, WireMessage } from "./wire.ts";

/** The state of the connection; plain: over plain HTTP. */
export type StreamState = "connecting" | "open" | "lost" | "plain";

/** After a websocket has worked, so many may be refused before plain HTTP is used: the server may be restarting. */
const PATIENT = 5;

/** So many pings tell how long a message is on its way. */
const TRIPS = 8;

/** Where the stream is, and who takes what it brings. */
export interface StreamOptions {
  url: string;
  /** What was asked ahead on the first socket, as the text that was sent; empty or left out for nothing. */
  asked?: string;
  onMessage(message: Message): void;
  onFrame(frame: AnyFrame): void;
  /** why comes with the state plain. */
  onState(state: StreamState, why?: Why): void;
  /** An open connection is late or silent, or is well again. */
  onQuiet?(quiet: Quiet): void;
  /** What is told of a lecture, which no request asked for. */
  onLive?(message: LiveMessage): void;
  /** The picture of a lecture came, as a frame. */
  onPicture?(frame: ArrayBuffer): void;
  /** A message can't be read; its request goes on. */
  onUnreadable?(error: unknown): void;
  /** Makes a websocket; tests make their own. */
  connect?(url: string, protocol: string): Socket;
  /** Makes the carrier over plain HTTP, which opens once the server answers. */
  plain?(): Promise<Socket>;
  clock?: Clock;
}

const ENDS = new Set(["done", "error", "superseded", "cancelled"]);

/** The stream of one page. */
export class Stream {
  private readonly surfaces = new Surfaces();
  private readonly clock: Clock;
  private readonly requests: Requests;
  private readonly silence: Silence;
  private readonly fallback: Fallback;
  private readonly reconnect: Timer;
  private readonly proof: Timer;
  private socket: Socket | null = null;
  private open = false;
  private attempts = 0;
  private pings = 0;
  /** When the last ping was sent, and how long the last ones took, in ms. */
  private pinged = 0;
  private readonly trips: number[] = [];
  /** The websocket has brought something. */
  private proven = false;
  /** A websocket got through once, in this page. */
  private worked = false;

  constructor(private readonly options: StreamOptions) {
    const clock = (this.clock = options.clock ?? browserClock);
    this.reconnect = new Timer(clock);
    this.proof = new Timer(clock);
    this.requests = new Requests(clock, { open: () => this.open, send: (message, kind) => this.send(message, kind) }, options.asked);
    this.silence = new Silence(clock, {
      quiet: (quiet) => options.onQuiet?.(quiet),
      ping: () => this.open && this.sendPing(),
      lost: (why) => this.lost(why),
    });
    this.fallback = new Fallback(clock, () => this.makeSocket(), () => options.plain!(), {
      carry: (carrier) => this.use(carrier),
      failed: (why) => this.lost(why),
      recovered: (socket) => this.recover(socket),
    });
    this.connect();
  }

  /** Asks for an answer; returns the id that it will carry. An older request that waits is forgotten. */
  ask(kind: Kind, query: string, preset?: string, held?: boolean): number {
    return this.requests.ask(kind, query, preset, held);
  }

  /** Calls off what was asked of this kind. */
  cancel(kind: Kind): void {
    this.requests.cancel(kind);
  }

  /** Sends what is of a lecture; false where no websocket is open. */
  say(live: LiveRequest): boolean {
    if (this.carrier !== "socket") return false;
    this.socket?.send(JSON.stringify({ live } satisfies RequestMessage));
    return true;
  }

  /** What is shown instead of an answer was not asked for; returns the id that it has. */
  displace(kind: Kind): number {
    const id = this.requests.displace(kind);
    this.heard(true);
    this.watch();
    return id;
  }

  /** What the stream uses just now; null while it is not connected. */
  get carrier(): "socket" | "plain" | null {
    if (!this.open) return null;
    return this.fallback.why ? "plain" : "socket";
  }

  /** Whether runs are on their way. */
  get drawing(): boolean {
    return this.requests.underWay("run");
  }

  /** Tries now instead of when the next attempt is due. */
  retry(): void {
    if (this.fallback.why && this.open) return this.fallback.tryNow();
    if (this.open || this.fallback.why || this.socket) return;
    this.reconnect.stop();
    this.connect();
  }

  /** Sends a ping, unless a request is under way, whose answer shows as much. */
  ping(): void {
    if (!this.open || this.fallback.why || this.requests.underWay()) return;
    this.sendPing();
    this.silence.expectPong();
  }

  private connect(): void {
    this.options.onState("connecting");
    this.fallback.why = null;
    this.use(this.makeSocket());
    this.prove();
  }

  private makeSocket(): Socket {
    const make = this.options.connect ?? openSocket;
    return make(this.options.url, PROTOCOL);
  }

  private use(carrier: Socket): void {
    this.socket = carrier;
    this.proven = false;
    this.surfaces.clear();
    this.trips.length = 0;
    carrier.binaryType = "arraybuffer";
    carrier.onopen = () => this.opened();
    carrier.onclose = () => this.lost(this.open ? "dropped" : "refused");
    carrier.onmessage = (event) => this.received(event.data);
  }

  private opened(): void {
    this.open = true;
    const { why } = this.fallback;
    if (why) {
      this.options.onState("plain", why);
      this.fallback.tryLater();
    } else this.options.onState("open");
    this.requests.renew();
  }

  /** Connects again after a while, or at once goes on over plain HTTP where websockets do not get through. */
  private lost(why: Why): void {
    const starting = why === "refused" && this.worked && this.attempts < PATIENT;
    const useless = !this.proven && !this.fallback.why && !starting;
    this.drop();
    this.options.onState("lost");
    if (useless && this.options.plain) return this.fallback.start(why);
    this.fallback.why = null;
    this.reconnect.set(backoff(this.attempts++, this.clock.random()), () => this.connect());
  }

  /** A websocket gets through again: it carries the stream from here on. */
  private recover(socket: Socket): void {
    this.drop();
    this.use(socket);
    this.opened();
    this.prove();
  }

  /** A websocket that is new has to bring something soon, if anything is asked of it. */
  private prove(): void {
    if (this.fallback.why || this.proven) return;
    this.proof.set(PROOF, () => (this.open && !this.requests.underWay() ? undefined : this.lost("silent")));
  }

  private drop(): void {
    this.open = false;
    this.proof.stop();
    this.silence.stop();
    this.fallback.stop();
    release(this.socket);
    this.socket = null;
  }

  private send(message: RequestMessage, kind: Kind): void {
    this.socket?.send(JSON.stringify(message));
    if (message.cancel) return;
    if (kind === "run" && !this.fallback.why) this.silence.expectRun();
    this.watch();
  }

  private sendPing(): void {
    this.pinged = performance.now();
    this.socket?.send(JSON.stringify({ ping: ++this.pings } satisfies RequestMessage));
  }

  private received(data: unknown): void {
    this.attempts = 0;
    this.proven = true;
    if (!this.fallback.why) {
      this.fallback.reset();
      this.worked = true;
    }
    this.proof.stop();
    if (typeof data === "string" && data.startsWith('{"pong"')) return this.takePong(data);
    try {
      if (typeof data === "string" && data.startsWith('{"live"')) this.takeLive(data);
      else if (typeof data === "string") this.takeWire(decodeMessage(data));
      else if (data instanceof ArrayBuffer && isPicture(data)) this.takePicture(data);
      else if (data instanceof ArrayBuffer) this.takeFrame(decodeFrame(data));
      else if ("type" in (data as object)) this.takeMessage(data as Message);
      else this.takeFrame(data as AnyFrame);
    } catch (error) {
      this.options.onUnreadable?.(error);
    }
  }

  private takePong(text: string): void {
    this.heard(false);
    if (text !== JSON.stringify({ pong: this.pings })) return;
    this.trips.push(performance.now() - this.pinged);
    if (this.trips.length > TRIPS) this.trips.shift();
  }

  /** How long a message is on its way at least, in ms; 0 while that is not known. */
  get way(): number {
    return this.trips.length > 0 ? Math.min(...this.trips) / 2 : 0;
  }

  private takeLive(text: string): void {
    this.heard(false);
    this.options.onLive?.((JSON.parse(text) as { live: LiveMessage }).live);
  }

  private takePicture(frame: ArrayBuffer): void {
    this.heard(false);
    this.options.onPicture?.(frame);
  }

  /** Keeps surfaces, and gives a scenario the one that it names. */
  private takeWire(message: WireMessage): void {
    if (message.type === "surface") {
      this.surfaces.add(message.surface);
      this.heard(this.requests.kindOf(message.id) === "run");
      return this.watch();
    }
    if (message.type !== "scenario" || !this.requests.kindOf(message.id)) return this.takeMessage(message as Message);
    const surface = this.surfaces.get(message.surface);
    if (!surface) throw new WireError("a scenario of a surface that did not come");
    this.takeMessage({ ...message, surface });
  }

  private takeMessage(message: Message): void {
    const kind = this.requests.kindOf(message.id);
    this.heard(kind === "run");
    if (!kind) return;
    const ends = ENDS.has(message.type);
    if (ends) this.requests.end(kind);
    this.watch();
    try {
      this.options.onMessage(message);
    } finally {
      if (ends) this.requests.flushSoon();
    }
  }

  private takeFrame(frame: AnyFrame): void {
    const kind = this.requests.kindOf(frame.id);
    this.heard(kind === "run");
    if (!kind) return;
    this.watch();
    this.options.onFrame(frame);
  }

  private heard(ofRun: boolean): void {
    this.silence.heard(ofRun, this.requests.underWay("run"));
  }

  private watch(): void {
    this.silence.expectAnswer(this.requests.underWay(), this.fallback.why !== null);
  }
}
