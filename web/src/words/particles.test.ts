import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { particles } from "./particles.ts";

// The table that the templates' own test reads too.
const cases = JSON.parse(readFileSync("web/testdata/particles.json", "utf8")) as [string, string][];

test("a particle fits the sound that its word ends with", () => {
  for (const [name, particle] of cases) {
    const pair = particle.endsWith("로") ? "으로/로" : "은/는";
    assert.equal(particles(`{name|${pair}}`, { name }), particle, name);
  }
});

test("each particle follows its own value, and waits for one that is missing", () => {
  const text = '"{value}"{value|은/는} {near}{near|을/를}';
  assert.equal(particles(text, { value: "adem", near: "adamw" }), '"{value}"은 {near}를');
  assert.equal(particles(text, { near: 2 }), '"{value}"{value|은/는} {near}를');
});
