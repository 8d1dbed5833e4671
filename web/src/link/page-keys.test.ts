import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { homeLesson, readAddress, writePath } from "./address.ts";
import { PAGE_KEYS, readKey, type PageKey } from "./page-keys.ts";

const table = JSON.parse(readFileSync("testdata/page-keys.json", "utf8")) as { home: string; order: PageKey[]; read: [PageKey, string, string][] };

test("the page's keys are the server's, in its order", () => {
  assert.deepEqual(PAGE_KEYS, table.order);
});

test("the lesson that / opens is the server's", () => {
  assert.equal(homeLesson(), table.home);
});

test("a key is read as the server reads it, written so, and left out where it is usual", () => {
  for (const [key, text, want] of table.read) {
    assert.equal(readKey(key, text), want, `${key}=${text}`);
    assert.equal(readKey(key, want), want, `${key}=${want} again`);
    const { page, place } = readAddress("/", `?${key}=${encodeURIComponent(text)}`);
    assert.deepEqual([page, place.query], [{ [key]: want }, ""], `${key}=${text}`);
    if (want) assert.deepEqual(readAddress("/", writePath("/", page).slice(1)).page, page);
  }
});
