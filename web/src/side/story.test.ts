import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf, staysWhole, wordsOf } from "./story.ts";

const live = (text: string, rates: string[]) => piecesOf(text, rates).filter(({ run }) => run !== undefined).map(({ text, run }) => `${text}:${run}`);

test("the rates of a lesson's runs are live, in both languages", () => {
  assert.deepEqual(live("At 0.1 it stays at −0.54; at 0.5, past; at 1.8.", ["0.1", "0.5", "1.8"]), ["0.1:0", "0.5:1", "1.8:2"]);
  assert.deepEqual(live("0.1에서는 −0.54에, 0.5에서는 그", ["0.1", "0.5", "1.8"]), ["0.1:0", "0.5:1"]);
});

test("a number that only holds a rate's digits, or has a sign, is none", () => {
  assert.deepEqual(live("10.1, 0.12, −0.1, 0.1/3, 3/0.1, 0.1.2", ["0.1"]), []);
});

test("a rate of two runs is nobody's", () => {
  assert.deepEqual(live("25, then 0.1", ["25", "0.1", "0.1"]), ["25:0"]);
});

test("nothing of the text is lost", () => {
  const text = "0.3, and 0.3 again.";
  assert.equal(piecesOf(text, ["0.3"]).map((piece) => piece.text).join(""), text);
  assert.deepEqual(piecesOf("no rate", []), [{ text: "no rate" }]);
});

test("a text is cut into its words, each with the rates in it and what stands beside them", () => {
  const words = (text: string) => wordsOf(text, ["0.5", "1.4"]).map((word) => word.map((piece) => (piece.run === undefined ? piece.text : `<${piece.text}>`)).join("|"));
  assert.deepEqual(words("at 0.5 and 1.4. A"), ["at", " ", "<0.5>", " ", "and", " ", "<1.4>|.", " ", "A"]);
  assert.deepEqual(words("0.5에서 (1.4)"), ["<0.5>|에서", " ", "(|<1.4>|)"]);
  assert.deepEqual(words("no  rates\n"), ["no", "  ", "rates", "\n", ""], "nothing of the text is lost");
});

test("a word beside a rate stays on its line where it has room on a phone's, and wraps where it has none", () => {
  const whole = (text: string) => staysWhole(wordsOf(text, ["0.5"])[0]!);
  assert.deepEqual(["0.5에서는", "0.5보다훨씬더작아서는", "(0.5).", "overestimating-by-0.5"].map(whole), [true, true, true, true]);
  assert.deepEqual(["0.5보다훨씬더커져버린학습률에서는", "0.5よりもずっと大きい学習率では", "incomprehensibly-larger-than-0.5"].map(whole), [false, false, false]);
});
