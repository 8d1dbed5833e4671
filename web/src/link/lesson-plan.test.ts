import assert from "node:assert/strict";
import { test } from "node:test";
import { Lecture, lessonOf, sceneOf } from "./lesson-plan.ts";

const rates = ["1"];
const lecture = new Lecture([
  { id: "a", beats: [{ rates }, { keys: "at=3&mode=3d&predict=1&zoom=0,1,0,1", rates: ["2"] }] },
  { id: "b", beats: [{ keys: "at=1", rates }] },
]);
const place = (preset: string, query = "") => ({ preset, query });

test("a beat is a preset of its own, the first its lesson's", () => {
  assert.deepEqual([sceneOf("a", 1), sceneOf("a", 2)], ["a", "a.2"]);
  assert.deepEqual(lessonOf("a.2"), { lesson: "a", beat: 2 });
  assert.deepEqual(lecture.known(place("a.3")), place("a"));
  assert.deepEqual(lecture.known(place("a.2")), place("a.2"));
});

test("the beats go on from lesson to lesson, and back to the last of the one before", () => {
  assert.deepEqual(["a", "a.2", "b"].map((at) => lecture.beat(at, 1)), ["a.2", "b", ""]);
  assert.deepEqual(["a", "a.2", "b"].map((at) => lecture.beat(at, -1)), ["", "a", "a.2"]);
  assert.deepEqual([lecture.lesson("a.2", 1), lecture.lesson("", 1), lecture.lesson("", -1)], ["b", "a", ""]);
  assert.deepEqual(lecture.rates("a.2"), ["2"]);
});

test("a later beat that asks by itself is known by its lesson's title, the first and one that is only told to ask are not", () => {
  const lessons = new Lecture([{ id: "a", beats: [{ keys: "predict=1" }, { keys: "at=1" }, { keys: "at=1&predict=1" }, { keys: "predict=0" }] }]);
  assert.deepEqual(["a", "a.2", "a.3", "a.4", "a.5", "b"].map((preset) => lessons.asksLater(preset)), [false, false, true, false, false, false]);
});

test("a beat opens with its own keys; where it is changed its show is left out", () => {
  assert.deepEqual(lecture.own(place("a.2")), { at: "3", mode: "3d", predict: "1", zoom: "0,1,0,1" });
  assert.deepEqual(lecture.own(place("a.2", "lr=3")), { mode: "3d", zoom: "0,1,0,1" });
  assert.deepEqual(lecture.own(place("none")), {});
});

test("a link says what differs from the beat, and what is usual by a word", () => {
  const own = lecture.own(place("a.2"));
  assert.deepEqual(lecture.written(own, place("a.2")), { beat: "2" });
  assert.deepEqual(lecture.written({ ...own, at: "", mode: "", predict: "" }, place("a.2")), { at: "end", mode: "usual", predict: "0", beat: "2" });
  assert.deepEqual(lecture.written({ theme: "dark" }, place("a")), { theme: "dark" });
});

test("what a reader chose for all lessons goes along, what belongs to a beat does not", () => {
  const own = lecture.own(place("a.2"));
  assert.deepEqual(lecture.opening({ ...own, theme: "dark", speed: "30" }, place("a.2"), place("b")), { at: "1", theme: "dark", speed: "30" });
  assert.deepEqual(lecture.opening({ ...own, predict: "" }, place("a.2"), place("a.2")), own);
  assert.deepEqual(lecture.opening({ predict: "1" }, place("a"), place("b")), { at: "1", predict: "1" });
});
