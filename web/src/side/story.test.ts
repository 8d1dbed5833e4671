import assert from "node:assert/strict";
import { test } from "node:test";
import { piecesOf, wordsOf } from "./story.ts";

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

test("a rate stays on a line with its full stop, its brackets and its particle", () => {
  const words = (text: string) => wordsOf(piecesOf(text, ["0.5", "1.4"])).map((word) => word.map((piece) => piece.text).join("|"));
  assert.deepEqual(words("40 at 0.5 and 34 at 1.4. A rate"), ["40 at ", "0.5", " and 34 at ", "1.4|.", " A rate"]);
  assert.deepEqual(words("0.5에서 (1.4)"), ["0.5|에서", " ", "(|1.4|)"]);
  assert.deepEqual(words("no rates"), ["no rates"]);
  assert.deepEqual(words("0.5" + "x".repeat(30)), ["0.5", "x".repeat(30)], "a word longer than a line may be cut");
});
