import { test } from "node:test";
import assert from "node:assert/strict";
import type { Range } from "./scale.ts";
import { Span } from "./span.ts";

const OWN: Range = [0.01, 10];

function span() {
  const rested: [string, boolean][] = [];
  let moves = 0;
  const span = new Span(() => OWN, { moved: () => moves++, rested: (text, whole) => rested.push([text, whole]) });
  return { span, rested, moves: () => moves };
}

function key(name: string, held = false): KeyboardEvent {
  return { key: name, altKey: held, ctrlKey: false, metaKey: false } as KeyboardEvent;
}

test("all rates are shown until a hand shows a part, which is told once it rests", () => {
  const { span: shown, rested, moves } = span();
  assert.deepEqual([shown.shown, shown.isWhole], [OWN, true]);
  shown.zoom(0.5, 1);
  assert.deepEqual([shown.moving, shown.isWhole, rested.length, moves()], [true, false, 0, 1]);
  assert.ok(shown.shown[0] > OWN[0] && shown.shown[1] < OWN[1]);
  shown.rest(1000);
  assert.deepEqual([shown.moving, rested.length, rested[0]![1]], [false, 1, false]);
  shown.reset();
  shown.rest(1000);
  assert.deepEqual([shown.shown, rested[1]![1]], [OWN, true]);
});

test("keys zoom, move and show all; others, and all rates moved, are left to the page", () => {
  const { span: shown } = span();
  assert.deepEqual(["ArrowLeft", "x"].map((name) => shown.key(key(name), 1)), [false, false]);
  assert.equal(shown.key(key("+", true), 1), false);
  assert.equal(shown.key(key("+"), 1), true);
  const [from] = shown.shown;
  assert.equal(shown.key(key("ArrowRight"), 1), true);
  assert.ok(shown.shown[0] > from);
  assert.equal(shown.key(key("Home"), 1), true);
  assert.equal(shown.part, null);
});
