import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { ScenarioMessage } from "../wire/wire.ts";
import { setMessages } from "../words/words.ts";
import { planeSentence } from "./plane-words.ts";

/** What is said of a plane of so many directions of its runs. */
function said(lang: string, kind: string, explained: number[]): string {
  setMessages(JSON.parse(readFileSync(`web/locales/${lang}.json`, "utf8")) as Record<string, string>);
  const plane = { kind, explained, filled: 2 - explained.length, text: kind };
  return planeSentence({ surface: { network: { weights: 17, init: "zero", plane } }, seeds: 0, noise: 0 } as unknown as ScenarioMessage, 0);
}

test("a plane says of how many directions of its runs it is, and no share of none", () => {
  assert.match(said("en", "reference", [0.9, 0.05]), /two main directions of a reference run \(90\u00a0% and 5\u00a0%/);
  assert.match(said("en", "reference", [1]), /the only direction of a reference run and a random one\./);
  assert.match(said("en", "reference", []), /two random directions: the reference run does not move\./);
  for (const lang of ["en", "ko"]) {
    for (const kind of ["reference", "runs"]) {
      const sentences = [[0.9, 0.05], [1], []].map((explained) => said(lang, kind, explained));
      assert.equal(new Set(sentences).size, 3);
      for (const fewer of sentences.slice(1)) assert.doesNotMatch(fewer, /%|net\./);
    }
  }
});
