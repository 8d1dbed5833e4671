import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { decodeFrame, decodeMessage, WireError } from "./decode.ts";

/** A file of the fixture that the server's tests write and read too. */
function fixture(name: string): ArrayBuffer {
  const bytes = readFileSync(`testdata/wire/${name}`);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

const said = JSON.parse(new TextDecoder().decode(fixture("frames.json")));

test("iterates are read as the server wrote them, bit for bit", () => {
  const frame = decodeFrame(fixture("iterates.bin"));
  assert.ok(frame.kind === "iterates");
  const { id, run, first, count } = frame;
  assert.deepEqual({ id, run, first, count }, pick(said.iterates, ["id", "run", "first", "count"]));
  for (const column of ["x", "y", "loss", "gx", "gy", "lr"] as const) {
    assert.deepEqual([...frame[column]], said.iterates[column].map(Number), column);
  }
});

test("a basin map of an odd size is read as the server wrote it", () => {
  const frame = decodeFrame(fixture("basins.bin"));
  assert.ok(frame.kind === "basins");
  const { id, run, n, complete } = frame;
  assert.deepEqual({ id, run, n, complete }, pick(said.basins, ["id", "run", "n", "complete"]));
  assert.deepEqual([...frame.minima], said.basins.ends);
  assert.deepEqual([...frame.steps], said.basins.steps);
});

test("members are read as the server wrote them: one that ended early, one that left, one without an update", () => {
  const frame = decodeFrame(fixture("members.bin"));
  assert.ok(frame.kind === "members");
  const { id, run, first, every, members } = frame;
  assert.deepEqual({ id, run, first, every }, pick(said.members, ["id", "run", "first", "every"]));
  assert.deepEqual(members.map(({ last }) => last), said.members.last);
  for (const column of ["x", "y", "loss"] as const) assert.deepEqual(members.map((m) => [...m[column]]), said.members[column].map((list: unknown[]) => list.map(Number)));
  assert.throws(() => decodeFrame(fixture("members.bin").slice(0, -4)), WireError);
});

function pick(from: Record<string, unknown>, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, from[key]]));
}

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
