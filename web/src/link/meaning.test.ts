import assert from "node:assert/strict";
import { test } from "node:test";
import type { ScenarioMessage } from "../wire/wire.ts";
import { meaningOn } from "./meaning.ts";

const shown = (surface: object, runs: number, steps: number) => ({ surface, runs: Array(runs).fill({}), steps }) as unknown as ScenarioMessage;
const all = { at: "40", mode: "3d", zoom: "0,1,0,1", hidden: "0,2", run: "2", chart: "cut", panel: "pass:3", theme: "dark" };

test("a link has no key that means nothing on what is shown", () => {
  assert.deepEqual(meaningOn(shown({ dimension: 2 }, 3, 40), all), { ...all, panel: "" });
  assert.deepEqual(meaningOn(shown({ dimension: 2 }, 2, 39), all), { ...all, at: "", hidden: "0", run: "", panel: "" });
  assert.deepEqual(meaningOn(shown({ dimension: 2, network: {} }, 3, 40), all), { ...all, chart: "" });
  assert.deepEqual(meaningOn(shown({ dimension: 2, whole: {} }, 3, 40), all), all);
  assert.deepEqual(meaningOn(shown({ dimension: 1 }, 3, 40), all), { ...all, mode: "", chart: "", panel: "" });
  assert.deepEqual(meaningOn(shown({ dimension: 2 }, 3, 40), { zoom: "0,1", panel: "step" }), { zoom: "", panel: "step" });
  assert.deepEqual(meaningOn(shown({ dimension: 1 }, 3, 40), { zoom: "0,1" }), { zoom: "0,1" });
});
