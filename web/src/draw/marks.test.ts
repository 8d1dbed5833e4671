import { test } from "node:test";
import assert from "node:assert/strict";
import { markSize, named } from "./marks.ts";
import type { Surface } from "../wire/wire.ts";

test("marks keep their size where there is room, and shrink in a crowd", () => {
  const size = { width: 768, height: 600 };
  assert.equal(markSize(0, size), 1);
  assert.equal(markSize(20, size), 1);
  const crowd = markSize(341, size);
  assert.ok(crowd > 0.4 && crowd < 0.6, String(crowd));
  assert.equal(markSize(100_000, size), 0.35);
});

test("the map names the one global minimum, else a pole", () => {
  const words = { globalMinimum: "lowest", pole: "no bottom" };
  const surface = (global: boolean[], pole: [number, number] | null) => ({ minima: global.map((g) => ({ at: [1, 2], loss: 0, global: g })), pole }) as unknown as Surface;
  assert.deepEqual(named(surface([true, false], null), words), { at: [1, 2], text: "lowest" });
  assert.deepEqual(named(surface([false], [3, 4]), words), { at: [3, 4], text: "no bottom" });
  assert.equal(named(surface([true, true], null), words), null);
  assert.equal(named(surface([false], null), words), null);
});
