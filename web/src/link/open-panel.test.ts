import assert from "node:assert/strict";
import { test } from "node:test";
import { readPanel, stageOf, writePass } from "./open-panel.ts";

test("a stage of the backward pass is read as it is written", () => {
  for (let stage = 1; stage <= 18; stage++) assert.equal(stageOf(writePass(stage)), stage);
  assert.equal(writePass(1), "pass");
  for (const text of ["", "step", "pass:", "pass:0", "pass:19", "pass:100", "pass:-1", "passes"]) assert.equal(stageOf(text), null, text);
});

test("a panel that is none is not open", () => {
  for (const text of ["step", "pass", "pass:2", "pass:18"]) assert.equal(readPanel(text), text);
  assert.equal(readPanel("pass:1"), "pass");
  for (const text of ["", "none", "steps", "pass:19", "pass:02"]) assert.equal(readPanel(text), "", text);
});
