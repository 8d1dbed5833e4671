import assert from "node:assert/strict";
import { mock, test, type TestContext } from "node:test";
import { Moves } from "./moves.ts";

/** Moves of a hand, each noted when it is made, which asks for a picture. */
function moved(t: TestContext) {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const made: number[] = [];
  let [busy, outdated] = [false, 0];
  const moves = new Moves({ busy: () => busy, outdated: () => outdated++ });
  return {
    made,
    moves,
    outdated: () => outdated,
    move: (x: number) => moves.take(() => (made.push(x), (busy = true))),
    answer: () => ((busy = false), moves.free()),
  };
}

test("while a picture is on its way only the newest move is made, once it has come", (t) => {
  const { made, move, answer, outdated } = moved(t);
  move(1);
  assert.deepEqual(made, [1]);
  assert.equal(outdated(), 0);
  for (const x of [2, 3, 4]) move(x);
  assert.deepEqual(made, [1]);
  assert.equal(outdated(), 3, "what was asked for is not the newest");
  answer();
  mock.timers.tick(7);
  assert.deepEqual(made, [1], "a newer one may come");
  mock.timers.tick(1);
  assert.deepEqual(made, [1, 4]);
  answer();
  mock.timers.tick(100);
  assert.deepEqual(made, [1, 4], "nothing is made twice");
});

test("a move that comes after the picture is made at once, in the place of the one that waited", (t) => {
  const { made, move, answer } = moved(t);
  move(1);
  move(2);
  answer();
  mock.timers.tick(5);
  move(3);
  assert.deepEqual(made, [1, 3]);
  mock.timers.tick(100);
  assert.deepEqual(made, [1, 3]);
});

test("a hand that lets go is asked for where it was, though a picture is on its way", (t) => {
  const { made, moves, move, answer } = moved(t);
  move(1);
  move(2);
  moves.settle();
  assert.deepEqual(made, [1, 2]);
  moves.settle();
  answer();
  mock.timers.tick(100);
  assert.deepEqual(made, [1, 2]);
});

test("what is dropped is never made", (t) => {
  const { made, moves, move, answer } = moved(t);
  move(1);
  move(2);
  moves.drop();
  answer();
  mock.timers.tick(100);
  assert.deepEqual(made, [1]);
});
