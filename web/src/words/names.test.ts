import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { runName } from "./names.ts";
import { setMessages } from "./words.ts";

test("runs that are named by their rates have different names where these differ", () => {
  setMessages({ "run.named": "η = {rate}" });
  const names = (...rates: number[]) => {
    const runs = rates.map((lr) => ({ label: "rate", lr })) as RunInfo[];
    return runs.map((info) => runName({ runs } as ScenarioMessage, info));
  };
  assert.deepEqual(names(0.1, 0.2), ["η = 0.1", "η = 0.2"]);
  assert.deepEqual(names(0.123412, 0.123438, 1), ["η = 0.12341", "η = 0.12344", "η = 1"]);
  assert.deepEqual(names(0.1, 0.1), ["η = 0.1", "η = 0.1"]);
});
