import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { LiveAsk, Reason, ScenarioMessage, Sweep } from "../wire/wire.ts";
import { setMessages } from "../words/words.ts";
import { askOf, givenRates, MOST_GIVEN, ratesIn, triedRates } from "./poll.ts";
import { RoomRates } from "./rates.ts";

const scenario = (query: string, random = false) => ({ query, random, runs: [{ rate_range: [0.01, 1] }], surface: { unbounded: false } }) as unknown as ScenarioMessage;
const ask: LiveAsk = { ...askOf("rate", scenario(""), "q"), open: false };
const sweep = (outcomes: Sweep["outcomes"], steps: Sweep["steps"]) => ({ outcomes, steps, global: outcomes.map(() => true) }) as unknown as Sweep;

/** Rates whose server answers with these statuses, one after the other, and then with what it is asked for. */
function room(...statuses: number[]) {
  return roomOf({}, ...statuses);
}

/** The same, whose answer tells more. */
function roomOf(more: { told?: Reason[] }, ...statuses: number[]) {
  const asked: string[] = [];
  const calls = { changed: 0 };
  const rates = new RoomRates(
    () => calls.changed++,
    async (path) => {
      asked.push(path);
      const status = statuses.shift();
      if (status === 0) throw new TypeError("no line");
      const n = ratesIn(new URLSearchParams(path.split("?")[1]).get("places")!).length;
      return new Response(JSON.stringify({ ...sweep(Array(n).fill("converged"), Array.from({ length: n }, (_, i) => n - i)), ...more }), { status: status ?? 200 });
    },
  );
  return { rates, asked, calls };
}

/** Lets what waits for an answer go on. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

test("the server is asked once the runs rest, and never while a hand moves them", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const { rates, asked, calls } = room();
  for (let i = 0; i < 20; i++) {
    rates.dots(ask, scenario(`lr=${i}`), [7, 9], -1, "held");
    mock.timers.tick(1000);
  }
  assert.equal(asked.length, 0, "held");
  for (let i = 0; i < 20; i++) {
    rates.dots(ask, scenario(`lr=${i}`), [7, 9], -1, "shown");
    mock.timers.tick(50);
  }
  assert.equal(asked.length, 0, "one change after the other");
  mock.timers.tick(1000);
  await settle();
  assert.equal(asked.length, 1);
  assert.ok(asked[0]!.includes("lr=19&"));
  assert.equal(calls.changed, 1);
  assert.deepEqual(rates.dots(ask, scenario("lr=19"), [7, 9], 9, "held").map(({ steps, mine }) => [steps, mine]), [[2, false], [1, true]], "what is known stays");
});

test("a server that can't answer is asked again, ever later; one that refuses, or of a question that is over, is not", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const pass = async (ms: number) => {
    mock.timers.tick(ms);
    await settle();
  };
  const failing = room(503, 0, 429);
  failing.rates.dots(ask, scenario("a"), [7], -1, "shown");
  for (const [ms, times] of [[300, 1], [999, 1], [1, 2], [1999, 2], [1, 3], [3999, 3], [1, 4], [99_999, 4]] as const) {
    await pass(ms);
    assert.equal(failing.asked.length, times);
  }
  assert.equal(failing.calls.changed, 1);

  const refusing = room(400);
  refusing.rates.dots(ask, scenario("a"), [7], -1, "shown");
  await pass(300);
  await pass(99_999);
  assert.equal(refusing.asked.length, 1);

  const over = room(503);
  over.rates.dots(ask, scenario("a"), [7], -1, "shown");
  await pass(300);
  over.rates.forget();
  await pass(99_999);
  assert.equal(over.asked.length, 1);
});

test("a rate that weight decay holds far off the bottom does not get there, however soon it settles", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  setMessages({ "live.ask.rate.best": "{rate} {n}", "live.ask.rate.none": "none", "live.ask.rate.own.never": "yours never" });
  const after = async (told: Reason[]) => {
    const { rates } = roomOf({ told });
    rates.dots(ask, scenario("a"), [7, 9], -1, "shown");
    mock.timers.tick(300);
    await settle();
    const dots = rates.dots(ask, scenario("a"), [7, 9], 9, "shown");
    return [dots.map(({ steps, band }) => [steps, band]), rates.words(dots, 2)];
  };
  assert.deepEqual(await after(["held-off", "held-off"]), [[[null, "good"], [null, "good"]], "none yours never"]);
  assert.deepEqual((await after(["", "held-off"]))[0], [[2, "good"], [null, "good"]]);
});

test("of runs that noise moves nothing is said", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { rates, asked } = room();
  const dots = rates.dots(ask, scenario("noise=1", true), [7], 7, "shown");
  mock.timers.tick(99_999);
  mock.timers.reset();
  assert.equal(asked.length, 0);
  assert.equal(rates.words(dots, 1), "");
});

test("equal rates are one of those that are tried, and of more than can be it is said how many were", () => {
  const same = [...Array(MOST_GIVEN).fill(1), 2, 2, 3];
  assert.deepEqual([...triedRates(same)], [1, 2, 3]);
  assert.deepEqual(ratesIn(givenRates(same)).slice(0, 3), [1, 2, 3]);
  assert.deepEqual([...triedRates(ratesIn(givenRates(same)))], [1, 2, 3]);
  assert.equal(ratesIn(givenRates(same)).filter((value) => value === 2).length, 2, "how many chose it goes along");

  setMessages({ "live.ask.rate.some": "{count} of {of}.", "live.ask.rate.best": "{rate} {n}" });
  const many = Array.from({ length: MOST_GIVEN + 100 }, (_, i) => i);
  assert.deepEqual(ratesIn(givenRates(many)), many.slice(0, MOST_GIVEN));
  const { rates } = room();
  const done = rates.dots(ask, scenario(""), many, -1, false).map((dot, i) => ({ ...dot, band: "good", steps: i + 1 }));
  assert.equal(done.length, MOST_GIVEN);
  assert.match(rates.words(done, many.length), /^500 of 600\. /);
  assert.doesNotMatch(rates.words(done.slice(1), many.length), /of/);
});
