import assert from "node:assert/strict";
import { test } from "node:test";
import { otherSeed, plain } from "./choices.ts";
import { curvePoints } from "./curve.ts";
import { grouped, ranks } from "./gallery.ts";
import { defaultText, scaleOf } from "./params.ts";
import { added } from "./runs.ts";
import { placesOf } from "./traces.ts";
import { absolute, isLoopback } from "./share.ts";
import type { RunInfo, Surface } from "../wire/wire.ts";

test("a way stands in a thumbnail as in the view", () => {
  assert.deepEqual(placesOf([0, 0, 1000, 1000, 500, -200], 240, 160, 0), [[0, 160], [240, 0], [120, 192]]);
  assert.deepEqual(placesOf([0, 0, 1000, 1000], 240, 160, 16), [[0, 144], [240, 16]]);
});

test("a die throws any seed but the one there is", () => {
  const thrown = new Set(Array.from({ length: 998 }, (_, i) => otherSeed(7, (i + 0.5) / 998)));
  assert.equal(thrown.size, 998);
  assert.ok(!thrown.has(7) && Math.min(...thrown) === 1 && Math.max(...thrown) === 999);
  assert.ok(otherSeed(12345, 0.999) <= 999 && otherSeed(0, 0) === 1);
});

test("a parameter's slider goes there and back, on its own scale", () => {
  const linear = scaleOf({ kind: "number", min: 0, max: 2, log: false })!;
  const log = scaleOf({ kind: "number", min: 1e-4, max: 1, log: true })!;
  assert.equal(linear.from(0.5), 1);
  assert.equal(linear.to(0.5), 0.25);
  assert.equal(log.from(0.5), 0.01);
  assert.ok(Math.abs(log.to(0.01) - 0.5) < 1e-12);
  assert.equal(scaleOf({ kind: "integer", min: 1, max: 9, log: false })!.from(0.51), 5);
});

test("a range without an end has no slider", () => {
  assert.equal(scaleOf({ kind: "number", min: 0, max: null, log: false }), null);
  assert.equal(scaleOf({ kind: "number", min: 0, max: 1, log: true }), null);
});

test("defaults are written as the query writes them", () => {
  const base = { key: "a", meaning: "", min: 0, max: 1, open_min: false, open_max: false, log: false, scale: "linear" as const, choices: [] };
  assert.equal(defaultText({ ...base, kind: "number", default: 0.9 }), "0.9");
  assert.equal(defaultText({ ...base, kind: "bool", default: true }), "true");
  assert.equal(defaultText({ ...base, kind: "choice", default: "value", choices: ["norm", "value"] }), "value");
  assert.equal(defaultText({ ...base, kind: "integer", default: null }), "");
});

test("plain fields forgive a true minus and spaces", () => {
  assert.equal(plain("−3.9, −2.8"), "-3.9,-2.8");
  assert.equal(plain("  "), null);
});

test("a link of a loopback page is the network's", () => {
  const here = { origin: "http://localhost:8080", hostname: "localhost" };
  assert.equal(absolute("/?lr=1", "http://10.0.0.5:8080/?lr=2", here), "http://10.0.0.5:8080/?lr=1");
  assert.equal(absolute("/?lr=1", "", here), "http://localhost:8080/?lr=1");
  assert.equal(absolute("/p/x", "http://10.0.0.5:8080/", { origin: "https://d.edu", hostname: "d.edu" }), "https://d.edu/p/x");
  assert.ok(["localhost", "127.0.0.1", "127.9.9.9", "[::1]", "a.localhost"].every(isLoopback));
  assert.ok(!["10.0.0.5", "localhost.example.org", "127.example.org"].some(isLoopback));
});

test("the curve of a schedule spans its box", () => {
  assert.deepEqual(curvePoints([1, 0.5, 0], 3, 100, 10), [[0, 0], [50, 5], [100, 10]]);
  assert.deepEqual(curvePoints([1, Number.NaN], 2, 100, 10), [[0, 0]]);
});

test("a thumbnail's colours rank the heights, so that a spike flattens nothing", () => {
  assert.deepEqual([...ranks(Float32Array.of(1, 2, 3, 1e30))], [0, 0.25, 0.5, 0.75]);
  assert.equal(ranks(Float32Array.of(1, Number.NaN))[1], 1);
});

test("surfaces are grouped in the catalogue's order", () => {
  const list = [{ id: "a", group: "x" }, { id: "b", group: "y" }, { id: "c", group: "x" }] as Surface[];
  assert.deepEqual([...grouped(list)].map(([group, s]) => [group, s.map(({ id }) => id)]), [["x", ["a", "c"]], ["y", ["b"]]]);
});

test("a run that is added is like the last, faster, and six are the most", () => {
  const run = { run: 0, role: "low", name: "n", optimizer: "adam", lr: 0.1 } as RunInfo;
  const two = added([run]);
  assert.deepEqual([two.length, two[1]!.optimizer, two[1]!.lr, two[1]!.name], [2, "adam", 0.3, ""]);
  assert.equal(added(Array(6).fill(run)).length, 6);
});
