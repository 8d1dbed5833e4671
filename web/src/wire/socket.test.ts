import { test } from "node:test";
import assert from "node:assert/strict";
import { askedAhead, openSocket } from "./socket.ts";

/** A WebSocket that notes what is done with it. */
class FakeWebSocket {
  static readonly OPEN = 1;
  readyState = 0;
  onopen: ((event: unknown) => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  sent: string[] = [];
  constructor(readonly url: string) {}
  send(text: string): void {
    this.sent.push(text);
  }
}

/** Opens a socket where one was opened ahead in this state, which has brought these; tells which it is, and what its handlers are called with. */
async function takeOver(readyState: number, brought: string[]) {
  const line = Object.assign(new FakeWebSocket("ahead"), { readyState });
  Object.assign(globalThis, { WebSocket: FakeWebSocket, window: { ahead: { line, asked: "asked", brought: brought.map((data) => ({ data })) } } });
  const asked = askedAhead();
  const socket = openSocket("anew", "v") as unknown as FakeWebSocket;
  const heard: unknown[] = [];
  socket.onopen = () => heard.push("open");
  socket.onmessage = ({ data }) => heard.push(data);
  await Promise.resolve();
  return { asked, socket, heard, again: askedAhead(), next: openSocket("anew", "v") as unknown as FakeWebSocket };
}

test("the line that was opened ahead is taken over once, with what it has brought", async () => {
  const { asked, socket, heard, again, next } = await takeOver(1, ["first", "second"]);
  assert.deepEqual([asked, socket.url, heard], ["asked", "ahead", ["open", "first", "second"]]);
  assert.deepEqual([again, next.url], ["", "anew"]);
});

test("what its address asked is not sent again, all else is", async () => {
  const { socket } = await takeOver(1, []);
  for (const text of ["other", "asked", "asked"]) socket.send(text);
  assert.deepEqual(socket.sent, ["other", "asked"], "asked once more, it is wanted once more");
});

test("a line that is not open yet tells by itself; one that is closed is let go of", async () => {
  const opening = await takeOver(0, []);
  assert.deepEqual([opening.asked, opening.socket.url, opening.heard], ["asked", "ahead", []]);
  for (const state of [2, 3]) {
    const { asked, socket, heard } = await takeOver(state, ["first"]);
    assert.deepEqual([asked, socket.url, heard], ["", "anew", []], `state ${state}`);
  }
});
