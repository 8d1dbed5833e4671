// What is told of a lecture, as the server's tests write it (testdata/wire/live.json): it
// fits the types that are made from the server's structs, and comes by the stream whole.
import { test } from "node:test";
import assert from "node:assert/strict";
import live from "../../../testdata/wire/live.json";
import type { Socket } from "./socket.ts";
import { Stream } from "./stream.ts";
import type { LiveMessage } from "./wire.ts";

/** A type as far as an imported JSON file can show it: with any string for a word. */
type Shown<T> = T extends string ? string
  : T extends number | boolean | null | undefined ? T
  : { [K in keyof T]: Shown<T[K]> };

/** A part of the file as the type that it has to fit; keys that only the file has are an error. */
function part<F extends { live: Shown<LiveMessage> }>(file: F & { live: Record<Exclude<keyof F["live"], keyof LiveMessage>, never> }): LiveMessage {
  return file.live as unknown as LiveMessage;
}

test("what is told of a lecture comes as it was written, every part of it", () => {
  const parts = [
    part(live.room), part(live.state), part(live.closed), part(live.rendering), part(live.audience), part(live.answers), part(live.apart), part(live.late), part(live.over),
  ];
  assert.equal(parts.length, Object.keys(live).length);
  const socket: Socket = { binaryType: "", onopen: null, onclose: null, onmessage: null, send: () => {}, close: () => {} };
  const came: LiveMessage[] = [];
  new Stream({ url: "ws://host/ws", connect: () => socket, clock: { after: () => () => {}, frame: () => {}, random: () => 0.5 }, onMessage: () => {}, onFrame: () => {}, onState: () => {}, onLive: (message) => void came.push(message) });
  socket.onopen?.({} as Event);
  for (const message of Object.values(live)) socket.onmessage?.({ data: JSON.stringify(message) } as MessageEvent);
  assert.deepEqual(came, Object.values(live).map(({ live: message }) => message));
});
