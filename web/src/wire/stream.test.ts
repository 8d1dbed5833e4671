import { test } from "node:test";
import assert from "node:assert/strict";
import requests from "../../../testdata/wire/requests.json";
import { backoff } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { type Socket, streamURL } from "./socket.ts";
import { Stream } from "./stream.ts";
import { SURFACES_KEPT } from "./surfaces.ts";
import type { Message } from "./wire.ts";

class FakeSocket implements Socket {
  binaryType = "";
  onopen: ((event: Event) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  sent: Record<string, unknown>[] = [];
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {}
  open(): void {
    this.onopen?.({} as Event);
  }
  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent);
  }
  break(): void {
    this.onclose?.({} as CloseEvent);
  }
}

/** A stream whose sockets and time the test owns. */
function makeStream(plain?: () => Promise<Socket>, asked?: string) {
  const sockets: FakeSocket[] = [];
  const messages: Message[] = [];
  const states: string[] = [];
  const quiets: (string | null)[] = [];
  let frames: (() => void)[] = [];
  let timers: { ms: number; call: () => void }[] = [];
  const clock: Clock = {
    after(ms, call) {
      const timer = { ms, call };
      timers.push(timer);
      return () => (timers = timers.filter((t) => t !== timer));
    },
    frame: (call) => void frames.push(call),
    random: () => 0.5,
  };
  /** Lets the next time pass that something waits for. */
  const next = (ms: number) => timers.filter((timer) => timer.ms === ms && (timers = timers.filter((other) => other !== timer))).forEach(({ call }) => call());
  const stream = new Stream({
    url: "ws://host/ws",
    clock,
    connect: () => {
      sockets.push(new FakeSocket());
      return sockets[sockets.length - 1];
    },
    onMessage: (message) => void messages.push(message),
    onFrame: () => {},
    onQuiet: (quiet) => void quiets.push(quiet),
    onState: (state, why) => void states.push(why ? `${state}: ${why}` : state),
    ...(plain ? { plain } : {}),
    ...(asked ? { asked } : {}),
  });
  /** The next frame, and the moment after it in which what waits gives way to newer. */
  const frame = () => (frames.splice(0).forEach((call) => call()), next(8));
  const fire = () => timers.splice(0).forEach(({ call }) => call());
  return { stream, sockets, messages, states, quiets, frame, fire, next, timers: () => timers };
}

test("what is shown instead of an answer ends what was asked for, and is no request", () => {
  const { stream, sockets, messages, frame } = makeStream();
  sockets[0].open();
  const asked = stream.ask("run", "lr=1");
  stream.ask("run", "lr=2");
  assert.ok(stream.displace("run") > asked + 1);
  assert.deepEqual(sockets[0].sent, [{ id: asked, run: "lr=1" }, { id: asked, cancel: true }]);
  sockets[0].say({ id: asked, type: "done" });
  frame();
  assert.deepEqual([messages, sockets[0].sent.length], [[], 2], "nothing of it is taken, and nothing asked for");
  sockets[0].break();
  frame();
  assert.equal(sockets[0].sent.length, 2);
});

test("one request is under way, the newest waits, those between are never sent", () => {
  const { stream, sockets, frame } = makeStream();
  sockets[0].open();
  const first = stream.ask("run", "lr=1");
  stream.ask("run", "lr=2");
  const last = stream.ask("run", "lr=3");
  frame();
  assert.deepEqual(sockets[0].sent, [{ id: first, run: "lr=1" }]);
  sockets[0].say({ id: first, type: "done" });
  frame();
  assert.deepEqual(sockets[0].sent[1], { id: last, run: "lr=3" });
});

test("what waits after an answer gives way to a newer request, which is sent at once", () => {
  const { stream, sockets, frame, next } = makeStream();
  sockets[0].open();
  const first = stream.ask("run", "lr=1");
  frame();
  stream.ask("run", "lr=2");
  sockets[0].say({ id: first, type: "done" });
  assert.equal(sockets[0].sent.length, 1);
  const third = stream.ask("run", "lr=3");
  assert.deepEqual(sockets[0].sent[1], { id: third, run: "lr=3" });
  next(8);
  assert.equal(sockets[0].sent.length, 2, "the one between is never sent");
});

test("requests are those that the server's tests send", () => {
  for (const [kind, said] of [["run", requests.run], ["run", requests.lesson], ["sweep", requests.sweep], ["basins", requests.basins], ["run", requests.error]] as const) {
    const { stream, sockets } = makeStream();
    sockets[0].open();
    const { preset } = said as { preset?: string };
    const id = stream.ask(kind, (said as Record<string, unknown>)[kind] as string, preset);
    assert.deepEqual(sockets[0].sent, [{ ...said, id }]);
    stream.cancel(kind);
    assert.deepEqual(sockets[0].sent[1], { ...requests.cancel, id });
  }
  const { stream, sockets } = makeStream();
  sockets[0].open();
  stream.ping();
  assert.deepEqual(sockets[0].sent, [requests.ping]);
});

test("at most one request of a kind leaves in a frame", () => {
  const { stream, sockets, frame } = makeStream();
  sockets[0].open();
  const first = stream.ask("run", "a");
  stream.ask("sweep", "s");
  assert.equal(sockets[0].sent.length, 2, "kinds do not wait for each other");
  sockets[0].say({ id: first, type: "done" });
  stream.ask("run", "b");
  assert.equal(sockets[0].sent.length, 2);
  frame();
  assert.equal(sockets[0].sent.length, 3);
});

test("superseded, cancelled and error end a request too", () => {
  for (const type of ["superseded", "cancelled", "error"]) {
    const { stream, sockets, frame } = makeStream();
    sockets[0].open();
    const id = stream.ask("run", "a");
    frame();
    sockets[0].say({ id, type });
    const next = stream.ask("run", "b");
    frame();
    assert.deepEqual(sockets[0].sent.at(-1), { id: next, run: "b" }, type);
  }
});

test("answers to what is not under way are dropped", () => {
  const { stream, sockets, messages } = makeStream();
  sockets[0].open();
  const id = stream.ask("run", "a");
  sockets[0].say({ id: id + 40, type: "outcome" });
  sockets[0].say({ id, type: "outcome" });
  assert.deepEqual(messages.map((message) => message.id), [id]);
});

/** Surfaces as the stream brings them, enough of them to be told apart. */
const bowl = { id: "bowl", formula: "x^2", view: [-1, 1, -1, 1] };
const typed = (formula: string, edge = 1) => ({ id: "", formula, view: [-edge, edge, -1, 1] });

/** A stream that is open and has a run under way. */
function makeRun() {
  const made = makeStream();
  made.sockets[0].open();
  const id = made.stream.ask("run", "a");
  const surfaces = () => made.messages.map((message) => message.type === "scenario" && message.surface);
  return { ...made, id, surfaces };
}

test("a scenario has the surface that it names, of those that came", () => {
  const { sockets, surfaces, id } = makeRun();
  const say = (message: object) => sockets[0].say({ id, ...message });
  for (const surface of [bowl, typed("x"), typed("x", 2)]) say({ type: "surface", surface });
  say({ type: "scenario", surface: { formula: "x", view: [-2, 2, -1, 1] } });
  say({ type: "scenario", surface: { id: "bowl" } });
  say({ type: "scenario", surface: { formula: "x", view: [-1, 1, -1, 1] } });
  assert.deepEqual(surfaces(), [typed("x", 2), bowl, typed("x")]);
});

test("a surface that comes again is kept as long as a new one; of many the newest are kept", () => {
  const { sockets, surfaces, id } = makeRun();
  const bring = (surface: object) => sockets[0].say({ id, type: "surface", surface });
  bring(bowl);
  bring(typed("0"));
  bring(bowl);
  for (let i = 1; i < SURFACES_KEPT; i++) bring(typed(String(i)));
  sockets[0].say({ id, type: "scenario", surface: { id: "bowl" } });
  sockets[0].say({ id, type: "scenario", surface: { formula: "0", view: [-1, 1, -1, 1] } });
  assert.deepEqual(surfaces(), [bowl], "the oldest has gone");
});

test("a surface of an earlier connection is none of a new one", () => {
  const { sockets, surfaces, stream, fire, id } = makeRun();
  sockets[0].say({ id, type: "surface", surface: bowl });
  sockets[0].say({ id, type: "done" });
  sockets[0].break();
  fire();
  sockets[1].open();
  const again = stream.ask("run", "b");
  sockets[1].say({ id: again - 1, type: "scenario", surface: { id: "bowl" } });
  assert.deepEqual(surfaces(), [false]);
});

test("a lost connection is tried again and its scenario asked for again", () => {
  const { stream, sockets, states, fire, frame } = makeStream();
  sockets[0].open();
  const id = stream.ask("run", "a");
  frame();
  sockets[0].say({ id, type: "done" });
  sockets[0].break();
  stream.ask("run", "b");
  fire();
  assert.equal(sockets.length, 2);
  sockets[1].open();
  assert.deepEqual(sockets[1].sent.map((m) => m.run), ["b"]);
  assert.deepEqual(states, ["connecting", "open", "lost", "connecting", "open"]);
});

test("an answer that stays away is a lost connection", () => {
  const { stream, sockets, states, fire } = makeStream();
  sockets[0].open();
  stream.ask("run", "a");
  fire();
  assert.equal(states.at(-1), "lost");
});

/** A stream that plain HTTP may carry. */
function makePlain() {
  const carriers: FakeSocket[] = [];
  const made = makeStream(async () => (carriers.push(new FakeSocket()), carriers[carriers.length - 1]!));
  return { ...made, carriers };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("where no websocket gets through, plain HTTP carries what was asked, and why is told", async () => {
  const ways: Record<string, (made: ReturnType<typeof makePlain>) => void> = {
    refused: ({ sockets }) => sockets[0]!.break(),
    silent: ({ next }) => next(3500),
    dropped: ({ sockets }) => (sockets[0]!.open(), sockets[0]!.break()),
  };
  for (const [why, fail] of Object.entries(ways)) {
    const made = makePlain();
    const id = made.stream.ask("run", "a");
    fail(made);
    await settled();
    made.carriers[0]!.open();
    made.frame();
    assert.deepEqual(made.carriers[0]!.sent.at(-1), { id, run: "a" }, why);
    assert.equal(made.states.at(-1), `plain: ${why}`);
    assert.equal(made.stream.carrier, "plain");
    made.carriers[0]!.say({ id, type: "done" });
    assert.deepEqual(made.messages.map(({ type }) => type), ["done"]);
  }
});

test("an open websocket that swallows what is asked does not get through", async () => {
  const made = makePlain();
  made.sockets[0]!.open();
  made.stream.ask("run", "a");
  made.next(3500);
  await settled();
  made.carriers[0]!.open();
  assert.equal(made.states.at(-1), "plain: silent");
});

test("a websocket that has brought something is tried again before plain HTTP", () => {
  const made = makePlain();
  made.sockets[0]!.open();
  const id = made.stream.ask("run", "a");
  made.sockets[0]!.say({ id, type: "done" });
  made.sockets[0]!.break();
  assert.equal(made.carriers.length, 0);
  made.fire();
  assert.equal(made.sockets.length, 2);
});

test("where a websocket got through before, a server that starts again is not asked over plain HTTP at once", () => {
  const made = makePlain();
  made.sockets[0]!.open();
  made.sockets[0]!.say({ id: made.stream.ask("run", "a"), type: "done" });
  for (let tries = 0; tries < 5; tries++) {
    made.sockets[tries]!.break();
    assert.equal(made.carriers.length, 0, `after ${tries} refused`);
    made.fire();
  }
  made.sockets[5]!.break();
  assert.equal(made.carriers.length, 1, "a server that stays away is asked at last");
});

test("where a websocket got through before, one that swallows what is asked gives way to plain HTTP", () => {
  const made = makePlain();
  made.sockets[0]!.open();
  made.sockets[0]!.say({ id: made.stream.ask("run", "a"), type: "done" });
  made.sockets[0]!.break();
  made.fire();
  made.sockets[1]!.open();
  made.frame();
  made.next(3500);
  assert.equal(made.carriers.length, 1);
});

test("a server that is gone is gone over plain HTTP too", async () => {
  const made = makePlain();
  made.sockets[0]!.break();
  await settled();
  made.carriers[0]!.break();
  assert.equal(made.states.at(-1), "lost");
  made.fire();
  assert.equal(made.sockets.length, 2, "and a websocket is tried again");
});

test("over plain HTTP a websocket is tried now and then, and taken once it stays open", async () => {
  const made = makePlain();
  made.stream.ask("run", "a");
  made.sockets[0]!.break();
  await settled();
  made.carriers[0]!.open();
  made.next(10_000);
  made.sockets[1]!.open();
  made.sockets[1]!.break(); // accepted, and cut off
  made.next(20_000);
  made.sockets[2]!.open();
  assert.equal(made.stream.carrier, "plain");
  made.next(1000);
  made.frame();
  assert.equal(made.stream.carrier, "socket");
  assert.equal(made.states.at(-1), "open");
  assert.deepEqual(made.sockets[2]!.sent.map((m) => m.run), ["a"]);
  made.stream.retry();
  assert.equal(made.sockets.length, 3);
});

test("cancelling tells the server and forgets what waits", () => {
  const { stream, sockets, frame } = makeStream();
  sockets[0].open();
  const id = stream.ask("basins", "a");
  stream.ask("basins", "b");
  stream.cancel("basins");
  sockets[0].say({ id, type: "cancelled" });
  frame();
  assert.deepEqual(sockets[0].sent.at(-1), { id, cancel: true });
  assert.equal(sockets[0].sent.length, 2, "b is never sent");
});

test("waits between attempts jitter fully and are bounded", () => {
  assert.equal(backoff(0, 0), 0);
  assert.ok(backoff(0, 0.999) < 250);
  assert.ok(backoff(50, 0.999) < 5_000 && backoff(50, 0.999) > 4_500);
  const four = [0, 1, 2, 3].reduce((sum, n) => sum + backoff(n, 1), 0);
  assert.ok(four < 4_000, "the page of a server that is gone tries four times in 4 s, however the dice fall");
});

test("the stream is where the page is", () => {
  assert.equal(streamURL({ protocol: "https:", host: "a.b" }), "wss://a.b/ws");
  assert.equal(streamURL({ protocol: "http:", host: "h:8080" }), "ws://h:8080/ws");
});

test("a run without an answer is late, then the line is silent, until something comes", () => {
  const { stream, sockets, quiets, next, frame } = makeStream();
  sockets[0].open();
  const id = stream.ask("run", "lr=1");
  frame();
  next(400);
  assert.deepEqual(quiets, ["late"]);
  assert.deepEqual(sockets[0].sent.at(-1), { ping: 1 });
  next(2000);
  assert.deepEqual(quiets, ["late", "silent"]);
  sockets[0].say({ id, type: "done" });
  assert.deepEqual(quiets, ["late", "silent", null]);
  next(400);
  next(2000);
  assert.equal(quiets.length, 3);
});

test("a line that answers a ping is not silent, however long the run takes", () => {
  const { stream, sockets, quiets, next, frame } = makeStream();
  sockets[0].open();
  const id = stream.ask("run", "lr=1");
  frame();
  next(400);
  sockets[0].say({ pong: 1 });
  next(2000);
  assert.deepEqual(quiets, ["late"]);
  sockets[0].say({ id, type: "done" });
  assert.deepEqual(quiets, ["late", null]);
});

test("a ping without an answer makes the line silent and then lost, and all is asked again", () => {
  const { stream, sockets, states, quiets, next, frame } = makeStream();
  sockets[0].open();
  const id = stream.ask("run", "lr=1");
  frame();
  sockets[0].say({ id, type: "done" });
  frame();
  stream.ping();
  assert.deepEqual(sockets[0].sent.at(-1), { ping: 1 });
  next(2000);
  assert.deepEqual(quiets, ["silent"]);
  next(6000);
  assert.ok(states.includes("lost"));
  next(backoff(0, 0.5));
  sockets[1].open();
  assert.equal(sockets[1].sent[0]?.run, "lr=1");
  sockets[1].say({ id, type: "done" });
  assert.equal(quiets.at(-1), null);
});

test("what was asked ahead of the script is asked once, and its answer is the page's", () => {
  const ahead = JSON.stringify({ id: 1, run: "surface=bowl&lr=1", preset: "p" });
  const same = makeStream(undefined, ahead);
  assert.equal(same.stream.ask("run", "surface=bowl&lr=1", "p"), 1);
  same.sockets[0].open();
  assert.deepEqual(same.sockets[0].sent.map((m) => JSON.stringify(m)), [ahead], "letter for letter, so that the socket knows it again");
  same.sockets[0].say({ id: 1, type: "done" });
  assert.deepEqual(same.messages, [{ id: 1, type: "done" }]);
  assert.equal(same.stream.ask("run", "surface=bowl&lr=2", "p"), 2);

  for (const [query, preset] of [["surface=bowl&lr=2", "p"], ["surface=bowl&lr=1", "q"], ["surface=bowl&lr=1", undefined]] as const) {
    const other = makeStream(undefined, ahead);
    assert.equal(other.stream.ask("run", query, preset), 2, "what is asked instead has an id of its own");
    other.sockets[0].open();
    other.sockets[0].say({ id: 1, type: "done" });
    assert.deepEqual(other.messages, [], "the answer to what was asked ahead is not its");
  }
  const displaced = makeStream(undefined, ahead);
  assert.equal(displaced.stream.displace("run"), 2, "nor is it what is shown instead");
});
