import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Turns } from "./turns.ts";

/** Turns of two parts, with the time in the test's hands. */
function watched() {
  const drawn: string[] = [];
  let now = 1000;
  const turns: Turns = new Turns(
    [() => drawn.push("chart"), () => drawn.push("words")],
    () => (drawn.push("all"), turns.settle()),
    () => now,
  );
  const pass = (ms: number) => ((now += ms), mock.timers.tick(ms));
  return { turns, drawn, pass };
}

test("while a hand drags, one part is drawn after a picture, in turn, and none again too soon", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { turns, drawn, pass } = watched();
  turns.settle();
  for (let i = 0; i < 12; i++) {
    turns.drag();
    turns.next();
    assert.ok(turns.dragging);
    pass(16);
  }
  assert.ok(drawn.length >= 2 && drawn.length <= 6, `drawn ${drawn.length} times in 12 pictures`);
  drawn.forEach((part, i) => assert.equal(part, i % 2 === 0 ? "chart" : "words"));
});

test("where pictures are dear the parts come seldom, and all of it once the hand rests", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { turns, drawn, pass } = watched();
  const drag = (cost: number) => {
    for (let i = 0; i < 125; i++) {
      turns.drag();
      turns.next(cost);
      pass(16);
    }
    return drawn.splice(0);
  };
  turns.settle();
  const [cheap, dear] = [drag(2), drag(12)];
  assert.ok(dear.length < cheap.length / 3, `${dear.length} turns, ${cheap.length} of cheap pictures`);
  assert.ok(dear.includes("chart") && dear.includes("words"));
  pass(150);
  assert.deepEqual(drawn, ["all"]);
});

test("what was left out is drawn once the hand rests, and once it lets go", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { turns, drawn, pass } = watched();
  turns.drag();
  turns.next();
  turns.end();
  assert.deepEqual(drawn.splice(0), ["all"]);
  assert.ok(!turns.dragging);
  turns.drag();
  turns.next();
  pass(1000);
  assert.equal(drawn.pop(), "all");
  assert.ok(!turns.dragging);
  turns.drag();
  turns.end();
  pass(1000);
  assert.ok(!drawn.includes("all"), "nothing was left out by then");
});

test("a hand that moves on does not rest, and rests a while after its last move", (t) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  t.after(() => mock.timers.reset());
  const { turns, drawn, pass } = watched();
  for (let i = 0; i < 50; i++) {
    turns.drag();
    turns.next();
    pass(100);
    assert.ok(turns.dragging, `at move ${i}`);
  }
  drawn.splice(0);
  pass(19);
  assert.ok(turns.dragging);
  pass(1);
  assert.ok(!turns.dragging);
  assert.deepEqual(drawn, ["all"]);
});
