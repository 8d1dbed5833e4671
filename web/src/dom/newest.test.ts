import { test } from "node:test";
import assert from "node:assert/strict";
import { Newest } from "./newest.ts";

function makeNewest() {
  const asked: { question: number; signal: AbortSignal; answer: (text: string) => void; fail: () => void }[] = [];
  const taken: [string, number][] = [];
  const ask = (question: number, signal: AbortSignal) =>
    new Promise<string>((answer, reject) => asked.push({ question, signal, answer, fail: () => reject(new Error("away")) }));
  return { asked, taken, newest: new Newest<number, string>(ask, (answer, question) => taken.push([answer, question])) };
}

const soon = () => new Promise((done) => setTimeout(done, 1));

test("one question is under way, and of those that come meanwhile only the newest is asked", async () => {
  const { asked, taken, newest } = makeNewest();
  for (const question of [1, 2, 3, 4]) newest.want(question);
  assert.deepEqual(asked.map((a) => a.question), [1]);
  asked[0]!.answer("one");
  await soon();
  assert.deepEqual(asked.map((a) => a.question), [1, 4]);
  asked[1]!.answer("four");
  await soon();
  assert.deepEqual(taken, [["one", 1], ["four", 4]]);
});

test("a question that fails does not hold up the next", async () => {
  const { asked, taken, newest } = makeNewest();
  newest.want(1);
  newest.want(2);
  asked[0]!.fail();
  await soon();
  asked[1]!.answer("two");
  await soon();
  newest.want(3);
  assert.equal(asked.length, 3);
  assert.deepEqual(taken, [["two", 2]]);
});

test("what was dropped is called off and never taken, and what is asked after it is", async () => {
  const { asked, taken, newest } = makeNewest();
  newest.want(1);
  newest.want(2);
  newest.drop();
  assert.ok(asked[0]!.signal.aborted);
  newest.want(3);
  asked[0]!.answer("one");
  await soon();
  asked[1]!.answer("three");
  await soon();
  assert.deepEqual(taken, [["three", 3]]);
});
