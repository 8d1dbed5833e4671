import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Picture, ShownRun } from "../plane/trajectories.ts";
import type { OutcomeMessage, RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { Speaker } from "../words/speaker.ts";
import { setMessages } from "../words/words.ts";
import { outcomeSaid, stepSaid } from "./aloud.ts";

const english = JSON.parse(readFileSync("web/locales/en.json", "utf8")) as Record<string, string>;
setMessages(english);

const info = (run: number) => ({ run, label: "name", name: `Run ${run}`, lr: 0.1, lacks: "", optimizer: "sgd" }) as RunInfo;
const scenario = (seeds = 0) => ({ seeds, starts: 0, surface: {}, runs: [info(0), info(1)] }) as unknown as ScenarioMessage;
const outcome = { run: 0, outcome: "stuck-saddle", place: "", reason: "", last: 30, loss: 2, events: [], best: null, target_loss: null, limit: null, radius: null, gap: null, where: null } as unknown as OutcomeMessage;
const run = (i: number, loss: number[], ended = true) => ({ info: info(i), trajectory: { loss, last: loss.length - 1 }, outcome: ended ? outcome : null }) as unknown as ShownRun;
const picture = (runs: ShownRun[], seeds = 0): Picture => ({ scenario: scenario(seeds), runs }) as unknown as Picture;
const nameOf = ({ name }: RunInfo) => name;

test("a step is told of the runs that are drawn and have come to it", () => {
  const both = [run(0, [4, 3, 2, 1]), run(1, [9, 8])];
  assert.equal(stepSaid(picture(both), 1, new Set(), nameOf), "step 1: Run 0 3, Run 1 8");
  assert.equal(stepSaid(picture(both), 3, new Set(), nameOf), "step 3: Run 0 1, Run 1 8, where it ended at step 1");
  assert.equal(stepSaid(picture(both), 3, new Set([1]), nameOf), "step 3: Run 0 1");
  assert.equal(stepSaid(picture([both[0]!, run(1, [9, 8], false)]), 3, new Set(), nameOf), "step 3: Run 0 1", "the loss there is not known yet");
  assert.equal(stepSaid(picture([run(1, [9, 8], false)]), 3, new Set(), nameOf), "");
  assert.equal(stepSaid(picture([run(0, [9, NaN])]), 1, new Set(), nameOf), "step 1: Run 0 not defined");
});

test("of an ensemble its first member's losses and ending are told as those of the first", () => {
  assert.equal(stepSaid(picture([run(0, [4, 3])], 40), 1, new Set(), nameOf), "step 1, of each run the first of 40: Run 0 3");
  const own = "Stuck on the saddle after 30 steps: loss 2.00, and next to no slope to follow.";
  assert.equal(outcomeSaid(scenario(), outcome, ""), `Run 0: ${own}`);
  assert.equal(outcomeSaid(scenario(40), outcome, "*40 seeds*: 9 here, 31 there"), `Run 0: 40 seeds: 9 here, 31 there. The first of 40: ${own}`);
  assert.equal(outcomeSaid(scenario(), outcome, "5 starts: 2 here, 3 there"), `Run 0: ${own} 5 starts: 2 here, 3 there.`);
});

test("what is no longer so when it is spoken is not spoken", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const region = { textContent: "" };
  const speaker = new Speaker(region as HTMLElement);
  let there = true;
  speaker.tell(0, () => "one ended");
  speaker.tell(2, () => (there ? "three ended" : ""));
  there = false; // its run was taken away
  context.mock.timers.tick(1000);
  assert.equal(region.textContent, "one ended");
  let step = 1;
  speaker.saySoon(() => `step ${step}`);
  step = 2;
  context.mock.timers.tick(1000);
  assert.equal(region.textContent, "step 2");
  speaker.saySoon(() => "");
  context.mock.timers.tick(1000);
  assert.equal(region.textContent, "step 2");
});
