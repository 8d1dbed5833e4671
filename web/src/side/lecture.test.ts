import assert from "node:assert/strict";
import { test } from "node:test";
import fallen from "../../../testdata/fallen-keys.json";
import { parseHide } from "../dom/hide.ts";
import { leftBehind } from "./lesson.ts";
import { Player } from "../play/player.ts";
import { question } from "../play/predict.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { setMessages } from "../words/words.ts";

test("hide names panels; what is none is left out", () => {
  assert.deepEqual(parseHide("chart,header,nonsense,chart"), ["header", "chart"]);
  assert.deepEqual(parseHide("text"), ["story"]);
  assert.deepEqual(parseHide(undefined), []);
});

test("other rates leave a lesson's sentences standing, anything else does not", () => {
  assert.equal(leftBehind(""), false);
  assert.equal(leftBehind("lr=0.1,0.2,0.3&names=a,b,c"), false);
  assert.equal(leftBehind("start=1,2"), true);
  assert.equal(leftBehind("lr=0.1&steps=12"), true);
  const alone = fallen.query.split("&").filter((pair) => !leftBehind(pair)).map((pair) => pair.replace(/=.*/, ""));
  assert.deepEqual(alone, fallen.spared, "as the first paint has it, whose test reads the same file");
});

test("the question is about the runs that are seen, and about a bottom where there is one", () => {
  setMessages({ "predict.question.1": "one", "predict.question.2": "two", "predict.question.none": "none", "predict.question.open.one": "open", "predict.question.open.other": "all open" });
  const about = (unbounded: boolean, runs = 2) => ({ surface: { unbounded }, runs: Array(runs).fill({}) }) as unknown as ScenarioMessage;
  const none = new Set<number>();
  assert.equal(question(about(false), none), "two");
  assert.equal(question(about(true), none), "all open");
  assert.equal(question(about(true, 1), none), "open", "of one run");
  assert.equal(question(about(false, 3), new Set([1])), "two", "the other is hidden");
  assert.equal(question(about(false), new Set([0])), "one");
  assert.equal(question(about(true), new Set([0])), "open");
  assert.equal(question(about(false), new Set([0, 1])), "none");
});

test("a showing takes the time it was given, once, even in a loop; then the speed is the chosen one", () => {
  const player = new Player();
  player.setLast(400);
  player.loop = true;
  player.setSpeed("30");
  player.playWithin(5);
  assert.deepEqual([player.position, player.playing], [0, true]);
  player.tick(2.2);
  assert.equal(player.k, 5);
  for (let i = 0; i < 30; i++) player.tick(0.1);
  assert.deepEqual([player.k, player.playing], [400, false]);
  player.play();
  player.tick(1);
  assert.equal(player.k, 30);
});
