import { test } from "node:test";
import assert from "node:assert/strict";
import { decodeMessage, decodeFrame, WireError } from "./wire.ts";

function iterates(count: number, version = 1): ArrayBuffer {
  const buffer = new ArrayBuffer(16 + 48 * count);
  const header = new DataView(buffer);
  header.setUint32(0, 7, true);
  header.setUint16(4, 2, true);
  header.setUint16(6, version, true);
  header.setUint32(8, 16, true);
  header.setUint32(12, count, true);
  new Float64Array(buffer, 16).forEach((_, i, values) => (values[i] = i));
  return buffer;
}

test("a column is a view into the frame", () => {
  const buffer = iterates(3);
  const frame = decodeFrame(buffer);
  assert.ok(frame.kind === "iterates");
  assert.deepEqual([frame.id, frame.run, frame.first, frame.count], [7, 2, 16, 3]);
  assert.deepEqual([...frame.x], [0, 1, 2]);
  assert.deepEqual([...frame.lr], [15, 16, 17]);
  assert.equal(frame.gy.buffer, buffer);
});

test("a frame that is cut, too long or of another version is refused", () => {
  assert.throws(() => decodeFrame(new ArrayBuffer(8)), WireError);
  assert.throws(() => decodeFrame(iterates(3).slice(0, 100)), WireError);
  assert.throws(() => decodeFrame(iterates(3, 9)), WireError);
});

test("a message is JSON of a known type", () => {
  assert.equal(decodeMessage('{"id":7,"type":"done"}').id, 7);
  for (const text of ["", "null", "3", '{"id":7}', '{"id":7,"type":"dance"}']) {
    assert.throws(() => decodeMessage(text), WireError, text);
  }
});
