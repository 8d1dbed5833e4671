import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Frame, Surface } from "../wire/wire.ts";
import { WireError } from "../wire/decode.ts";
import { answerOf, partsOf } from "./picture.ts";

/** A file of the fixture that the server's tests write and read too. */
function fixture(name: string): ArrayBuffer {
  const bytes = readFileSync(`testdata/wire/${name}`);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** The parts of a picture, written as the server does. */
function picture(...texts: object[]): ArrayBuffer {
  const bytes = texts.map((text) => new TextEncoder().encode(JSON.stringify(text)));
  const whole = new Uint8Array(16 + bytes.reduce((sum, b) => sum + 8 + Math.ceil(b.length / 8) * 8, 0));
  const view = new DataView(whole.buffer);
  view.setUint32(8, texts.length, true);
  let at = 16;
  for (const b of bytes) {
    view.setUint32(at, b.length, true);
    whole.set(b, at + 8);
    at += 8 + Math.ceil(b.length / 8) * 8;
  }
  return whole.buffer;
}

test("a picture is read as the server wrote it, each part as it would come by itself", () => {
  const [text, frame] = partsOf(fixture("picture.bin")) as [{ message: string }, Frame];
  assert.equal(text.message, "Ä");
  assert.deepEqual([frame.run, frame.first, frame.count, frame.x[0]], [2, 3, 3, 0.1]);
  assert.throws(() => partsOf(fixture("picture.bin").slice(0, -80)), WireError);
});

test("it answers a request, on the surface that came, and ends it", () => {
  const surface = { formula: "x" } as Surface;
  const parts = answerOf(picture({ id: 0, type: "scenario", surface: { id: "x" } }, { id: 0, type: "outcome" }), 7, surface);
  assert.deepEqual(parts, [{ id: 7, type: "scenario", surface }, { id: 7, type: "outcome" }, { id: 7, type: "done" }]);
  assert.deepEqual(answerOf(picture({ id: 0, type: "error", message: "no" }), 7, null), [{ id: 7, type: "error", message: "no" }]);
  assert.throws(() => answerOf(picture({ id: 0, type: "scenario", surface: { id: "x" } }), 7, null), WireError);
});
