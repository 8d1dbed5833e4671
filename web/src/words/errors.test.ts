import assert from "node:assert/strict";
import { test } from "node:test";
import { errorText } from "./errors.ts";
import { setMessages } from "./words.ts";

setMessages({
  "error.not-a-rate": '{field}: "{value}"{value|은/는} 학습률로 쓸 수 없습니다',
  "error.too-long": "식의 길이가 {size}바이트입니다. {limit}바이트까지 쓸 수 있습니다",
});

test("an error is said in the page's language, with what it is made of", () => {
  assert.equal(errorText({ kind: "not-a-rate", message: "English", field: "lr", value: "-1" }), 'lr: "-1"은 학습률로 쓸 수 없습니다');
  const long = { kind: "too-long", message: "English", field: "f", args: { size: "600", limit: "512" } };
  assert.equal(errorText(long), "식의 길이가 600바이트입니다. 512바이트까지 쓸 수 있습니다");
});

test("a kind without words is told as the server told it", () => {
  assert.equal(errorText({ kind: "tomorrow's", message: "as it was said" }), "as it was said");
});
