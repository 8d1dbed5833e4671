import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { shown, shownBound, shownCoordinate, shownLoss, shownRate } from "./numbers.ts";
import { sentence, type Circumstances } from "./sentences.ts";
import type { OutcomeMessage } from "../wire/wire.ts";
import { setMessages } from "./words.ts";

interface Shared {
  numbers: { v: number; shown: string; loss: string; bound: string; rate: string; coordinate: string }[];
  sentences: { about: Circumstances; outcome: OutcomeMessage; lead: string; rest: string }[];
}

const shared = JSON.parse(readFileSync("testdata/sentences.json", "utf8")) as Shared;

test("numbers are said as the server's figures say them", () => {
  for (const { v, ...said } of shared.numbers) {
    assert.deepEqual({ shown: shown(v), loss: shownLoss(v), bound: shownBound(v), rate: shownRate(v), coordinate: shownCoordinate(v) }, said, String(v));
  }
});

/** Each message is its key with all that it may be told: so the cases hold whatever the wording. */
function keyed(words: Record<string, string>): Record<string, string> {
  const holes = ["n", "loss", "best", "target", "limit", "radius", "gap", "x", "y", "optimizer", "entered", "left", "from"];
  return Object.fromEntries(Object.keys(words).map((key) => [key, `*${key}* ${holes.map((name) => `{${name}}`).join(" ")}`]));
}

test("outcomes are said as the server's figures say them", () => {
  setMessages(keyed(JSON.parse(readFileSync("web/locales/en.json", "utf8"))));
  for (const { about, outcome, lead, rest } of shared.sentences) assert.deepEqual(sentence(outcome, about), { lead, rest });
});
