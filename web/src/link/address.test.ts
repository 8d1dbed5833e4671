import assert from "node:assert/strict";
import { test } from "node:test";
import { homeLesson, readAddress, readPath, writePath } from "./address.ts";
import { edit, valueOf, without } from "../wire/query.ts";

test("the page's own keys are kept apart from the scenario's", () => {
  const { place, page } = readAddress("/p/three-rates", "?lr=0.1,1&at=12&theme=dark");
  assert.deepEqual(place, { preset: "three-rates", query: "lr=0.1,1" });
  assert.deepEqual(page, { at: "12", theme: "dark" });
});

test("the key mode is the page's, but for the values that Newton's method once had under it", () => {
  assert.deepEqual(readAddress("/", "?mode=3d").page, { mode: "3d" });
  const { place, page } = readAddress("/", "?opt=newton&mode=saddle-free");
  assert.deepEqual([place.query, page], ["opt=newton&mode=saddle-free", {}]);
});

test("a canonical link is read back to its place", () => {
  assert.deepEqual(readPath("/?surface=bowl&lr=1"), { preset: "", query: "surface=bowl&lr=1" });
  assert.deepEqual(readPath("/embed"), { preset: "", query: "" });
});

test("an address without a key of a scenario is the first lesson's", () => {
  assert.deepEqual(readAddress("/", "").place, { preset: homeLesson(), query: "" });
  assert.deepEqual(readAddress("/", "?at=12&lang=ko").place, { preset: homeLesson(), query: "" });
  assert.deepEqual(readAddress("/", "?surface=wells").place, { preset: "", query: "surface=wells" });
});

test("a plus sign in a formula is a plus sign, and a semicolon belongs to it", () => {
  assert.equal(valueOf("f=x^2+y^2;x&lr=1", "f"), "x^2+y^2;x");
  assert.equal(valueOf(edit("", { f: "x^2+y^2; x&y" }), "f"), "x^2+y^2; x&y");
});

test("escapes that no typed address has mark a form encoder, whose plus is a space", () => {
  assert.equal(valueOf("f=x%5E2+y%5E2&lr=1", "f"), "x^2+y^2");
  for (const mark of ["%2B", "%28", "%29", "%2c", "%2F", "%3D"]) assert.equal(valueOf(`f=x+y&names=${mark}`, "f"), "x y", mark);
  assert.equal(edit("f=x+y", { names: "a/b" }), "f=x%2By&names=a%2Fb", "an edit changes how nothing else is read");
  assert.equal(edit("f=x+y&start=1%2C2", { lr: "1" }), "f=x%20y&start=1%2C2&lr=1");
});

test("edit replaces a key where it stands, adds and removes", () => {
  assert.equal(edit("a=1&lr=2&b=3", { lr: "0.1,1" }), "a=1&lr=0.1,1&b=3");
  assert.equal(edit("a=1", { clip: "norm:1" }), "a=1&clip=norm:1");
  assert.equal(edit("a=1&lr=2&b=3", { a: null, b: null }), "lr=2");
  assert.equal(edit("lr=1&lr=2", { lr: "3" }), "lr=3");
});

test("edit leaves the text of other keys as it is", () => {
  assert.equal(edit("f=x%2By&lr=1", { lr: "2" }), "f=x%2By&lr=2");
});

test("without drops the keys that are picked out", () => {
  assert.equal(without("surface=a&lr=1&noise=2", (key) => key !== "noise"), "noise=2");
});

test("a link ends with the page's keys, in one order, empty ones left out", () => {
  assert.equal(writePath("/?lr=1", { theme: "dark", at: "3", zoom: "" }), "/?lr=1&at=3&theme=dark");
  assert.equal(writePath("/", {}), "/");
});
