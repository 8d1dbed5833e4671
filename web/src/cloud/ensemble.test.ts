import assert from "node:assert/strict";
import { test } from "node:test";
import type { EndsMessage, MembersFrame, ScenarioMessage } from "../wire/wire.ts";
import { Ensemble } from "./ensemble.ts";

const scenario = (query: string, seeds = 40): ScenarioMessage =>
  ({ query, seeds, starts: 0, most_members: 166, steps: 400, runs: [{}, {}], surface: { formula: "x", view: [0, 1, 0, 1], found: false } }) as unknown as ScenarioMessage;
const frame = (id: number, run: number, first = 0, n = 2): MembersFrame =>
  ({ kind: "members", id, run, first, every: 1, members: Array.from({ length: n }, () => ({ last: 0, x: new Float32Array(1), y: new Float32Array(1), loss: new Float32Array(1) })) });
const ends = (id: number, run: number): EndsMessage => ({ id, type: "ends", every: 1, run, members: 40, minima: [], elsewhere: [{ outcome: "diverged", members: 40 }], how: [], near: 0.1 });

/** An ensemble whose questions and changes are noted; the time is the test's own. */
function make() {
  const asked: string[] = [];
  const changes: boolean[] = [];
  const cancelled: number[] = [];
  const ensemble = new Ensemble({ ask: (query) => asked.push(query), cancel: () => void cancelled.push(asked.length), changed: (whole) => void changes.push(whole) });
  return { ensemble, asked, changes, cancelled };
}

test("the first ensemble is asked for whole, one that follows at once coarse", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { ensemble, asked } = make();
  ensemble.want(scenario("lr=1"), 1000);
  ensemble.want(scenario("lr=2"), 1100);
  ensemble.want(scenario("lr=3"), 1116);
  assert.deepEqual(asked, ["lr=1", "lr=2&members=18&every=4", "lr=3&members=18&every=4"]);
  t.mock.timers.tick(1000);
  assert.deepEqual(asked.slice(3), ["lr=3"], "whole once the hand rests");
  ensemble.want(scenario("lr=3"), 3000);
  assert.equal(asked.length, 4, "what is held is not asked for again");
});

test("while a hand moves on, what comes of older answers is shown, and counts nothing", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { ensemble, changes } = make();
  ensemble.want(scenario("lr=1"), 1000);
  ensemble.want(scenario("lr=2"), 1100);
  ensemble.take(frame(1, 0));
  ensemble.take(ends(1, 0));
  assert.deepEqual(changes, [false]);
  assert.equal(ensemble.sentence(0), "", "the count is of another rate");
  ensemble.take(frame(2, 0));
  ensemble.take(frame(1, 1));
  ensemble.take(ends(1, 1));
  assert.deepEqual(changes, [false], "older than what is on its way");
});

test("an ensemble is whole when every run has ended, and counted from there on", () => {
  const { ensemble, changes } = make();
  ensemble.want(scenario("lr=1"), 1000);
  for (const run of [0, 1]) {
    ensemble.take(frame(1, run));
    ensemble.take(frame(1, run, 2));
    ensemble.take(ends(1, run));
  }
  assert.deepEqual(changes, [false, true]);
  assert.notEqual(ensemble.sentence(1), "");
});

test("without an ensemble nothing is left of the one before", () => {
  const { ensemble, cancelled } = make();
  ensemble.want(scenario("lr=1"), 1000);
  ensemble.take(frame(1, 0));
  ensemble.take(ends(1, 0));
  ensemble.want(scenario("lr=1", 0), 2000);
  assert.equal(cancelled.length, 1);
  assert.equal(ensemble.sentence(0), "");
});

test("an error is told to be about an ensemble where it is", () => {
  const { ensemble } = make();
  ensemble.want(scenario("lr=1"), 1000);
  assert.equal(ensemble.fail(99), false);
  assert.equal(ensemble.fail(1), true);
});
