import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { circumstances, sentence, split, type Circumstances } from "./sentences.ts";
import type { OutcomeMessage, ScenarioMessage } from "../wire/wire.ts";
import { SAID } from "./said.ts";
import { setMessages } from "./words.ts";

setMessages(JSON.parse(readFileSync("web/locales/en.json", "utf8")));

const plain: Circumstances = { lacks: "", optimizer: "sgd" };

function outcome(changes: Partial<OutcomeMessage>): OutcomeMessage {
  return {
    id: 1, type: "outcome", run: 0, outcome: "converged", place: "global", reason: "", best: -3.1708, k: 14, last: 40, at: [0, 0], loss: -3.1708, target: null, target_loss: null,
    k_loss: -3.165, global: true, kink: false, radius: 0.1414, gap: null, where: null, slopeless: false, overflow: false,
    events: [], vanishing: false, settled: false, evaluations: 41, limit: null, limit_lambda: null, ...changes,
  };
}

function text(changes: Partial<OutcomeMessage>, about: Partial<Circumstances> = {}): string {
  const { lead, rest } = sentence(outcome(changes), { ...plain, ...about });
  return lead + rest;
}

test("a run that converged says where and in how many steps", () => {
  assert.equal(text({ k_loss: 0.00997 }), "Converged to the global minimum: within 0.15 of it after 14 steps, loss 0.00997");
  assert.equal(text({ k: 1 }), "Converged to the global minimum: within 0.15 of it after 1 step, loss −3.17");
  assert.deepEqual(sentence(outcome({}), plain).lead, "Converged to the global minimum");
});

test("minima that were searched for are the best known, not the global ones", () => {
  assert.equal(text({ place: "known" }), "Converged to the best known minimum: within 0.15 of it after 14 steps, loss −3.17");
  assert.match(text({ outcome: "stuck-local", place: "local-known", loss: -0.5401 }), /the best known is −3\.17$/);
});

test("where the search ended early the best minimum is the lowest found", () => {
  assert.match(text({ place: "part" }), /^Converged to the lowest minimum found, not all was searched: within 0\.15 of it after 14 steps/);
});

test("a rate that does not end as it is called says that none does", () => {
  assert.match(text({}, { lacks: "high", optimizer: "adam" }), /; no rate that fails is given for adam here$/);
  assert.match(text({ outcome: "bouncing" }, { lacks: "good", optimizer: "adam" }), /; no rate that comes to rest at the best minimum is given for adam here$/);
  const scenario = { runs: [{ run: 0, lacks: "", optimizer: "adam" }, { run: 1, lacks: "high", optimizer: "adam" }], surface: { dimension: 2 } } as unknown as ScenarioMessage;
  assert.deepEqual([0, 1, 2].map((i) => circumstances(scenario, i).lacks), ["", "high", ""]);
  assert.doesNotMatch(text({ outcome: "flat", place: "" }, { lacks: "low", optimizer: "adam" }), /adam/);
});

test("a run that is caught compares its loss with the best", () => {
  assert.equal(text({ outcome: "stuck-local", k: 23, k_loss: -0.5276, place: "local", target_loss: -0.5425, global: false }), "Stuck in a local minimum: within 0.15 of it after 23 steps; its loss is −0.54, the best is −3.17");
});

test("a crawl says how long, and a plateau that its gradient vanished", () => {
  assert.match(text({ outcome: "crawling", place: "", k: 150, last: 90, loss: 2.5 }), /^Still crawling after 90 steps: loss 2\.50/);
  assert.match(text({ outcome: "crawling", place: "", k: 150, reason: "vanishing" }), /^Vanishing gradient/);
});

test("divergence names the step and the loss", () => {
  assert.equal(text({ outcome: "diverged", place: "", k: 2, k_loss: 2.6e5 }), "Diverged: left the map at step 2, loss 2.6\u00a0×\u00a010⁵");
  assert.equal(text({ outcome: "diverged", place: "", reason: "undefined", k: 2, k_loss: null }), "Diverged: left the map at step 2, for where no loss can be computed");
  assert.doesNotMatch(text({ outcome: "diverged", place: "", reason: "overflow", k: 2 }), /map/);
});

test("the limit is named where it is the reason", () => {
  const limit = { outcome: "oscillating", place: "", k: 150, limit: 1.448, limit_lambda: 2 / 1.448 } as const;
  assert.equal(text({ ...limit, reason: "limit" }), "Oscillating: η is above 2/\u2060λ\u00a0=\u00a01.448, so it overshoots again and again");
  assert.doesNotMatch(text(limit), /λ/);
});

test("a run that left many minima behind was too fast for every one of them, or none is named", () => {
  const diverged = { outcome: "diverged", place: "", k: 2, limit: 1.448, limit_lambda: 2 / 1.448 } as const;
  assert.match(text({ ...diverged, reason: "limit-all" }), /η is above 2\/\u2060λ.=.1\.448 of even the flattest minimum$/);
  assert.doesNotMatch(text(diverged), /λ/);
  assert.match(text({ ...diverged, reason: "limit" }), /each step overshoots further$/);
});

test("of one or two steps nothing is said that takes many", () => {
  const repeated = /each step|still|again|never|bounc|zigzag|wander|crawl|grow|settle|스텝마다|되풀이|계속|아직|점점|튀고|진동/i;
  for (const lang of ["en", "ko"]) {
    setMessages(JSON.parse(readFileSync(`web/locales/${lang}.json`, "utf8")));
    for (const said of SAID.filter(({ reason }) => reason === "few" || reason === "limit-few")) {
      for (const dimension of [1, 2]) {
        for (const n of [0, 1, 2]) {
          const words = text({ ...said, k: n, last: n, limit: 2, limit_lambda: 1, best: dimension === 1 ? 0 : null }, { dimension });
          assert.doesNotMatch(words, repeated, words);
          assert.match(words, lang === "en" ? (n === 1 ? /step(?!s)/ : /steps|step \d/) : /\d스텝/, words);
        }
      }
    }
  }
  setMessages(JSON.parse(readFileSync("web/locales/en.json", "utf8")));
  assert.equal(text({ outcome: "diverged", place: "", reason: "limit-few", k: 1, k_loss: 10512.5, limit: 2, limit_lambda: 1 }), "Diverged: left the map at step 1, loss 10500; η is above 2/\u2060λ\u00a0=\u00a02, so it overshot");
  assert.equal(text({ outcome: "leaving", reason: "few", k: 0, last: 1, loss: 0.183, best: null }), "Only 1 step taken: loss 0.18");
});

test("of a run that stands, strays or climbs no more is said than it does", () => {
  const run = { place: "", k: 300, last: 300, loss: 0.5, best: null } as const;
  assert.equal(text({ ...run, outcome: "stuck-saddle", reason: "slope" }), "Still at the saddle after 300 steps: loss 0.50");
  assert.equal(text({ ...run, outcome: "thrown", reason: "strayed" }), "Went off the structure: loss 0.50 after 300 steps");
  assert.match(text({ ...run, outcome: "thrown", reason: "down" }), /^Thrown off, and on its way down again: a step jumped/);
  assert.match(text({ ...run, outcome: "crawling", reason: "not-below", best: -3.17 }), /no lower than at the start$/);
  assert.match(text({ ...run, outcome: "crawling", reason: "rolling" }), /^On its way down past the edge: /);
  assert.equal(text({ outcome: "converged", place: "lowest", k: 35, k_loss: 0, last: 35 }), "Came to rest: loss 0 after 35 steps, nothing noticeably lower is known here");
  assert.equal(text({ ...run, outcome: "wandering" }), "Wandering: not settled after 300 steps, loss 0.50");
});

test("a limit that is not 2/λ is not called so", () => {
  const momentum = { outcome: "diverged", place: "", reason: "limit", k: 9, limit: 2.75, limit_lambda: 1.381 } as const;
  assert.match(text(momentum), /above its limit of 2\.75/);
});

test("weight decay's end is told by settling", () => {
  assert.match(text({ place: "settled" }), /^Settled after 14 steps.*weight decay/);
});

test("a long stay at a saddle is told, a short one is not", () => {
  const events = [{ event: "saddle-escape", entered: 8, left: 30 }];
  assert.match(text({ events }), /lingered at a saddle from step 8 to 30$/);
  assert.doesNotMatch(text({ events: [{ event: "saddle-escape", entered: 4, left: 10 }] }), /saddle/);
});

test("a run that does not come to rest is not called converged, and the reason is given where it is known", () => {
  const bouncing = { outcome: "bouncing", k: 8, radius: 0.0213, limit: 0.01495, limit_lambda: 2 / 0.01495 } as const;
  assert.equal(text({ ...bouncing, reason: "limit" }), "Bouncing at the global minimum from step 8 on, without coming to rest: in the end within 0.022; η is above 2/\u2060λ\u00a0=\u00a00.01495, so it overshoots");
  assert.doesNotMatch(text(bouncing), /λ/);
  assert.match(text({ ...bouncing, reason: "kink" }), /the slope jumps there/);
  assert.match(text({ ...bouncing, outcome: "leaving", reason: "limit" }), /^Leaving the global minimum: .* at step 8, but its moves grow; η is above/);
  assert.match(text({ ...bouncing, place: "local" }), /^Bouncing in a local minimum .*; the best is −3\.17$/);
});

test("noise has words of its own", () => {
  assert.equal(text({ outcome: "hovering", gap: 0.0196 }), "Hovers at the global minimum (noise keeps it 0.02 above)");
  assert.match(text({ outcome: "hovering", gap: 0.0196, place: "local" }), /^Hovers in a local minimum .*; the best is −3\.17$/);
  assert.match(text({ outcome: "hovering", gap: 0.0196, place: "local-known" }), /; the best known is −3\.17$/);
});

test("the domain's end is not the map's", () => {
  const left = { outcome: "left-domain", place: "", k: 156, where: [-0.013, 2] as [number, number] } as const;
  assert.equal(text(left), "Left the domain at step 156: the loss is not defined at (−0.01,\u00a02.00)");
  assert.match(text({ ...left, reason: "slopeless" }), /^No slope to follow at step 156/);
});

test("every outcome has a sentence without holes, wherever it is and why", () => {
  for (const { outcome, place, reason } of SAID) {
    for (const best of [-3.1708, null]) {
      const words = text({ outcome, place, reason, best: place.startsWith("local") ? -3.1708 : best });
      assert.doesNotMatch(words, /outcome\.|[{}*]/, words);
    }
  }
});

test("of one weight no sentence speaks of a map, a valley or a surface", () => {
  const changes: Partial<OutcomeMessage> = { outcome: "left-domain", place: "", k: 2, where: [-1, 0] };
  assert.equal(text(changes, { dimension: 1 }), "Left the domain at step 2: the loss is not defined at −1.00");
  assert.match(text({ outcome: "diverged", place: "", k: 2 }, { dimension: 1 }), /^Diverged: gone for good at step 2/);
  for (const lang of ["en", "ko"]) {
    setMessages(JSON.parse(readFileSync(`web/locales/${lang}.json`, "utf8")));
    for (const { outcome, place, reason } of SAID) {
      const words = text({ outcome, place, reason, where: [1, 0] }, { dimension: 1 });
      assert.doesNotMatch(words, /outcome\.|[{}*]|\bmap\b|valley|surface|지도|골짜기|곡면/, words);
    }
  }
  setMessages(JSON.parse(readFileSync("web/locales/en.json", "utf8")));
});

test("a message without a bold part is all lead", () => {
  assert.deepEqual(split("Running"), { lead: "Running", rest: "" });
  assert.deepEqual(split("*Diverged*: left"), { lead: "Diverged", rest: ": left" });
});

test("of a network nothing is said that a slice can't know", () => {
  const about: Circumstances = { lacks: "", optimizer: "sgd", network: true };
  assert.match(text({ outcome: "crawling", place: "", last: 300, loss: 0.37 }, about), /^Still learning after 300 steps: loss 0\.37$/);
  const event = [{ event: "overfitting", from: 73 }] as OutcomeMessage["events"];
  assert.equal(text({ outcome: "learned", place: "", k: 241, loss: 0.0037, k_loss: 0.0428, best: 0.0031, events: event }, about), "Learned after 241 steps: loss 0.0428; overfitting: the held-out loss was lowest at step 73");
  assert.equal(text({ outcome: "learned", place: "", k: 241, loss: 0.0037, k_loss: 0.0428, best: 0.0031 }, about), "Learned after 241 steps: loss 0.0428, the lowest known is 0.0031");
  assert.equal(text({ outcome: "learned", place: "", k: 241, k_loss: 0.0428, best: 0.0031 }, { ...about, ensemble: true }), "Learned after 241 steps: loss 0.0428");
  const guessing = { outcome: "learned", place: "", k: 5, k_loss: 0.72, last: 12, loss: 0.6931, best: 0.693, guess: "no" } as const;
  assert.equal(text(guessing, about), "Near the lowest loss known after 12 steps: 0.69, no lower than guessing’s");
  assert.equal(text(guessing, { ...about, ensemble: true }), "Near the lowest loss known of the first seed after 12 steps: 0.69, no lower than guessing’s"); // members may come lower
  assert.equal(text({ ...guessing, guess: "hardly" }, { ...about, curve: true }), "Near the lowest loss known after 12 steps: 0.69, hardly lower than a flat line’s");
  assert.match(text({ outcome: "stuck", place: "", reason: "none-lower", last: 300, loss: 0.8754, guess: "no" }, about), /^Stuck: loss 0\.88 after 300 steps, never below the start’s$/);
  assert.match(text({ outcome: "crawling", place: "", reason: "not-falling", last: 300, loss: 0.37 }, about), /^Not learning any more: loss 0\.37 after 300 steps, in the mean no lower than half-way$/);
  assert.match(text({ outcome: "crawling", place: "", reason: "not-below", last: 20, loss: 0.86 }, about), /^On its way: loss 0\.86 after 20 steps, there no lower than at the start$/);
  assert.match(text({ outcome: "oscillating", place: "", reason: "falling", last: 300, loss: 0.09 }, about), /^Still learning after 300 steps: loss 0\.09$/);
  assert.match(text({ outcome: "oscillating", place: "", reason: "above-start", last: 300, loss: 4 }, about), /^Overshot: loss 4\.00 after 300 steps; its last losses’ mean is above the start’s$/);
  const diverged = text({ outcome: "diverged", place: "", k: 2, k_loss: 2.7, overflow: false }, about);
  assert.match(diverged, /^Diverged at step 2/);
  assert.doesNotMatch(diverged, /map|2\/λ/);
});
