import assert from "node:assert/strict";
import { test } from "node:test";
import { actionOf, isTaken, keyOf, KEYS, type KeyActions } from "./keys.ts";

/** Actions that write down which of them were done. */
function noted(): { done: string[]; actions: KeyActions } {
  const done: string[] = [];
  const actions = new Proxy({} as KeyActions, { get: (_, name) => (n?: number | string) => void done.push(String(name) + (n ?? "")) });
  return { done, actions };
}

test("each key of the list does something, and no key two things", () => {
  const all = KEYS.flatMap(({ keys }) => keys);
  assert.equal(new Set(all).size, all.length);
  for (const key of all) {
    const { done, actions } = noted();
    actionOf(key, actions)?.();
    assert.equal(done.length, 1, key);
  }
  assert.equal(actionOf("7", noted().actions), undefined);
});

test("the keys of a lecture", () => {
  const { done, actions } = noted();
  for (const key of [" ", "ArrowLeft", "ArrowRight", "3", "+", "-", "r", "b", "l", "d", "n", "p", "f", "q", "?"]) actionOf(key, actions)?.();
  const expected = "toggle step-1 step1 choose2 nudge0.1 nudge-0.1 restart layerbasins layers relief next previous full predict help";
  assert.equal(done.join(" "), expected);
});

test("a letter is the one printed on the key, whatever is written with it", () => {
  assert.equal(keyOf({ key: "ㅠ", code: "KeyB" }), "b");
  assert.equal(keyOf({ key: "Process", code: "KeyN" }), "n");
  assert.equal(keyOf({ key: "B", code: "KeyB" }), "b");
  assert.equal(keyOf({ key: "b", code: "KeyN" }), "b"); // another Latin layout means what it writes
  assert.equal(keyOf({ key: "?", code: "Slash" }), "?");
  assert.equal(keyOf({ key: "ArrowLeft", code: "ArrowLeft" }), "ArrowLeft");
});

/** An element that lies within what these names match; of a field also its type. */
function within(names: string, type = ""): EventTarget {
  globalThis.Element ??= class {} as unknown as typeof Element;
  globalThis.document ??= { body: null } as unknown as Document;
  const all = names.split(" ");
  const found = { type, closest: (wanted: string): unknown => (wanted.split(", ").some((name) => all.includes(name)) ? found : null) };
  return Object.setPrototypeOf(found, Element.prototype) as EventTarget;
}

test("an element keeps the keys that are its own, and no others", () => {
  const keys = [" ", "Enter", "ArrowLeft", "ArrowUp", "Home", "End", "PageUp", "PageDown", "n", "q", "3", "r"];
  const taken = (names: string, type?: string) => keys.filter((key) => isTaken(within(names, type), key)).join();
  assert.equal(taken("button .poll-pick"), " ,Enter");
  assert.equal(taken("input .poll-pick", "range"), "Enter,ArrowLeft,ArrowUp,Home,End,PageUp,PageDown");
  assert.equal(taken("input", "range"), "ArrowLeft,ArrowUp"); // a clicker's keys turn the beat
  assert.equal(taken("input", "text"), keys.join());
  assert.equal(taken("button .map"), " ,Enter,ArrowLeft,ArrowUp");
  assert.equal(taken("div"), "");
});
