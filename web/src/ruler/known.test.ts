import assert from "node:assert/strict";
import { test } from "node:test";
import type { KnownSweep, ScenarioMessage } from "../wire/wire.ts";
import { setMessages } from "../words/words.ts";
import { Known } from "./known.ts";
import { Runs } from "./runs.ts";
import { RateScale } from "./scale.ts";
import type { Sweeps } from "./sweeps.ts";

test("a limit has another number than a flag that stands beside it", () => {
  setMessages({ "limit.tick": "2/λ", "limit.tick.own": "limit" });
  const ticks = (limit: number, ...rates: number[]) => {
    const runs = new Runs();
    runs.take({ runs: rates.map((lr, run) => ({ run, lr, optimizer: "sgd", params: {}, rateless: false, rate_range: [0.1, 10] })) } as unknown as ScenarioMessage, [], () => false);
    const sweep = { rates: [0.1, 10], minima: [{ limit, lambda: 2 / limit }] } as unknown as KnownSweep;
    return new Known({ of: () => sweep } as unknown as Sweeps, runs).ticks(new RateScale([0.1, 10], 0, 400)).map(({ text }) => text);
  };
  assert.deepEqual(ticks(1.44796, 0.5, 1.9), ["2/λ = 1.448"]);
  assert.deepEqual(ticks(1.44796, 0.5, 1.448), ["2/λ = 1.44796"]);
  assert.deepEqual(ticks(1.5, 1.5), ["2/λ = 1.5"]);
});
