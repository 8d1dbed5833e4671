import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { circumstances, sentence, split, type Circumstances } from "./sentences.ts";
import type { OutcomeMessage, ScenarioMessage } from "../wire/wire.ts";
import { setMessages } from "./words.ts";

setMessages(JSON.parse(readFileSync("web/locales/en.json", "utf8")));

const wells: Circumstances = { best: -3.1708, found: false, valley: false, minima: 4, lr: 0.5 };

function outcome(changes: Partial<OutcomeMessage>): OutcomeMessage {
  return {
    id: 1, type: "outcome", run: 0, outcome: "converged", k: 14, last: 40, at: [0, 0], loss: -3.1708, target: null, target_loss: null,
    k_loss: -3.165, global: true, kink: false, radius: 0.1414, gap: null, where: null, slopeless: false, overflow: false,
    events: [], vanishing: false, settled: false, evaluations: 41, limit: null, limit_lambda: null, ...changes,
  };
}

function text(changes: Partial<OutcomeMessage>, about: Partial<Circumstances> = {}): string {
  const { lead, rest } = sentence(outcome(changes), { ...wells, ...about });
  return lead + rest;
}

test("a run that converged says where and in how many steps", () => {
  assert.equal(text({ k_loss: 0.00997 }), "Converged to the global minimum: within 0.15 of it after 14 steps, loss 0.00997");
  assert.equal(text({ k: 1 }), "Converged to the global minimum: within 0.15 of it after 1 step, loss −3.17");
  assert.deepEqual(sentence(outcome({}), wells).lead, "Converged to the global minimum");
});

test("minima that were searched for are the best known, not the global ones", () => {
  assert.equal(text({}, { found: true }), "Converged to the best known minimum: within 0.15 of it after 14 steps, loss −3.17");
  assert.match(text({ outcome: "stuck-local", loss: -0.5401 }, { found: true }), /the best known is −3\.17$/);
});

test("where the search ended early the best minimum is the lowest found", () => {
  assert.match(text({}, { found: true, part: true }), /^Converged to the lowest minimum found, not all was searched: within 0\.15 of it after 14 steps/);
});

test("a rate that does not end as it is called says that none does", () => {
  assert.match(text({}, { lacks: "high", optimizer: "Adam" }), /; Adam has no rate that fails here$/);
  assert.match(text({ outcome: "bouncing" }, { lacks: "good", optimizer: "Adam" }), /; Adam has no rate here that comes to rest at the best minimum$/);
  const run = (role: "low" | "good" | "high") => ({ run: 0, role, name: "", optimizer: "adam", lr: 1, rate_range: [0.1, 10], rateless: false, params: {} }) as const;
  const scenario = { surface: { minima: [], searched: "whole" }, best: 0, lacks: ["high"], runs: [run("low"), run("good")] } as unknown as ScenarioMessage;
  assert.deepEqual([0, 1].map((i) => circumstances(scenario, i).lacks), ["", "high"]);
  assert.equal(circumstances({ ...scenario, best: null, lacks: ["good"] }, 1).lacks, "minimum");
  assert.doesNotMatch(text({ outcome: "flat" }, { lacks: "low", optimizer: "Adam" }), /Adam/);
});

test("a run that is caught compares its loss with the best", () => {
  assert.equal(text({ outcome: "stuck-local", k: 23, k_loss: -0.5312, global: false }), "Stuck in a local minimum: within 0.15 of it after 23 steps, loss −0.53; the best is −3.17");
});

test("a crawl says how long, and a plateau that its gradient vanished", () => {
  assert.match(text({ outcome: "crawling", k: 150, last: 90, loss: 2.5 }), /^Still crawling after 90 steps: loss 2\.50/);
  assert.match(text({ outcome: "crawling", k: 150, vanishing: true }), /^Vanishing gradient/);
});

test("divergence names the step and the loss", () => {
  assert.equal(text({ outcome: "diverged", k: 2, k_loss: 2.6e5 }), "Diverged: left the map at step 2, loss 2.6e5");
  assert.equal(text({ outcome: "diverged", k: 2, k_loss: null }), "Diverged: left the map at step 2, for where no loss can be computed");
  assert.doesNotMatch(text({ outcome: "diverged", k: 2, overflow: true }), /map/);
});

test("the limit is named only where the rate is above it", () => {
  const limit = { outcome: "oscillating", k: 150, limit: 1.448, limit_lambda: 2 / 1.448 } as const;
  assert.equal(text(limit, { lr: 1.8 }), "Oscillating: η is above 2/⁠λ = 1.448, so each step overshoots");
  assert.doesNotMatch(text(limit, { lr: 1.4 }), /λ/);
  assert.doesNotMatch(text({ ...limit, limit: null, limit_lambda: null }, { lr: 1.8 }), /λ/);
});

test("a run that left many minima behind was too fast for every one of them, or none is named", () => {
  const diverged = { outcome: "diverged", k: 2, limit: 1.448, limit_lambda: 2 / 1.448 } as const;
  assert.match(text(diverged, { lr: 3 }), /η is above 2\/\u2060λ.=.1\.448 of even the flattest minimum$/);
  assert.doesNotMatch(text(diverged, { lr: 1.2 }), /λ/);
  assert.match(text(diverged, { lr: 3, minima: 1 }), /each step overshoots further$/);
});

test("a limit that is not 2/λ is not called so", () => {
  const momentum = { outcome: "diverged", k: 9, limit: 2.75, limit_lambda: 1.381 } as const;
  assert.match(text(momentum, { lr: 3, minima: 1 }), /above its limit of 2\.75/);
});

test("weight decay's end is told by settling", () => {
  assert.match(text({ settled: true }), /^Settled after 14 steps.*weight decay/);
});

test("a long stay at a saddle is told, a short one is not", () => {
  const events = [{ event: "saddle-escape", entered: 8, left: 30 }];
  assert.match(text({ events }), /lingered at a saddle from step 8 to 30$/);
  assert.doesNotMatch(text({ events: [{ event: "saddle-escape", entered: 4, left: 10 }] }), /saddle/);
});

test("a run that does not come to rest is not called converged, and the reason is given where it is known", () => {
  const bouncing = { outcome: "bouncing", k: 8, radius: 0.0213, limit: 0.01495, limit_lambda: 2 / 0.01495 } as const;
  assert.equal(text(bouncing, { lr: 0.015 }), "Bouncing at the global minimum from step 8 on, never at rest: in the end within 0.022; η is above 2/\u2060λ\u00a0=\u00a00.01495, so each step overshoots");
  assert.doesNotMatch(text(bouncing, { lr: 0.0149 }), /λ/);
  assert.match(text({ ...bouncing, kink: true }, { lr: 1 }), /the slope jumps there/);
  assert.match(text({ ...bouncing, outcome: "leaving" }, { lr: 0.015 }), /^Leaving the global minimum: .* at step 8, but its moves grow; η is above/);
  assert.match(text({ ...bouncing, global: false }), /^Bouncing in a local minimum/);
});

test("noise has words of its own", () => {
  assert.equal(text({ outcome: "hovering", gap: 0.0196 }), "Hovers at the global minimum (noise keeps it 0.02 above)");
  assert.match(text({ outcome: "hovering", gap: 0.0196, global: false }), /^Hovers in a local minimum .*; the best is −3\.17$/);
});

test("the domain's end is not the map's", () => {
  const left = { outcome: "left-domain", k: 156, where: [-0.013, 2] as [number, number] } as const;
  assert.equal(text(left), "Left the domain at step 156: the loss is not defined at (−0.01, 2.00)");
  assert.match(text({ ...left, slopeless: true }), /^No slope to follow at step 156/);
});

test("every outcome has a sentence without holes", () => {
  const kinds = ["converged", "stuck-local", "stuck-saddle", "crawling", "oscillating", "slow-zigzag", "thrown", "wandering", "diverged", "escaped-unbounded", "bouncing", "leaving", "hovering", "left-domain", "flat"] as const;
  for (const kind of kinds) {
    for (const about of [{}, { found: true, best: null }, { valley: true }]) {
      const words = text({ outcome: kind }, about);
      assert.doesNotMatch(words, /outcome\.|[{}*]/, words);
    }
  }
});

test("a message without a bold part is all lead", () => {
  assert.deepEqual(split("Running"), { lead: "Running", rest: "" });
  assert.deepEqual(split("*Diverged*: left"), { lead: "Diverged", rest: ": left" });
});
