import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { ScenarioMessage, SweepMessage } from "../wire/wire.ts";
import { identity, Sweeps } from "./sweeps.ts";

const runs = [
  { run: 0, optimizer: "sgd", rateless: false },
  { run: 1, optimizer: "adam", rateless: false },
  { run: 2, optimizer: "sgd", rateless: false },
  { run: 3, optimizer: "polyak", rateless: true },
];
const scenario = { query: "surface=wells&opt=sgd,adam,sgd,polyak&lr=1,2,3,1", runs } as unknown as ScenarioMessage;

function sweep(id: number, of: number[], rates: number[], complete = true): SweepMessage {
  const all = <T>(value: T) => rates.map(() => value);
  return { id, type: "sweep", run: of[0]!, runs: of, complete, rates, outcomes: all("converged"), global: all(true), loss: all(1), steps: all(9), ends: all(0), minima: [], floor: 0, restless: null, evaluations: 1, critical: null } as SweepMessage;
}

/** Sweeps whose questions are noted; their ids count from 1. */
function noted() {
  const asked: string[] = [];
  const sweeps = new Sweeps((query) => asked.push(query), () => {});
  const rest = () => mock.timers.tick(100);
  return { asked, sweeps, rest };
}

test("the whole is asked for once, and again only for what changes it", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, sweeps, rest } = noted();
  sweeps.want(scenario);
  rest();
  sweeps.take(sweep(1, [0, 2], [0.1, 1]));
  sweeps.want({ ...scenario, query: scenario.query.replace("lr=1", "lr=0.5") });
  rest();
  assert.equal(asked.length, 1, "while Adam's is under way");
  sweeps.take(sweep(1, [1], [0.01, 1]));
  rest();
  assert.equal(asked.length, 1);
  assert.deepEqual([sweeps.of(2)?.rates, sweeps.of(1)?.rates, sweeps.of(3)], [[0.1, 1], [0.01, 1], null]);
  sweeps.want({ ...scenario, query: `${scenario.query}&start=1,1` });
  rest();
  assert.equal(asked.length, 2);
  mock.timers.reset();
});

test("a part that is looked at comes first, and is put into the whole", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, sweeps, rest } = noted();
  sweeps.look(2, [0.2, 0.4]);
  sweeps.want(scenario);
  rest();
  assert.equal(asked[0], `${scenario.query}&run=2&from=0.2&to=0.4`);
  sweeps.take(sweep(1, [2], [0.2, 0.3, 0.4]));
  rest();
  assert.equal(asked[1], scenario.query);
  sweeps.take(sweep(2, [0, 2], [0.1, 0.25, 1]));
  sweeps.take(sweep(2, [1], [0.1, 0.25, 1]));
  rest();
  assert.equal(asked.length, 2);
  assert.deepEqual(sweeps.of(0)?.rates, [0.1, 0.2, 0.3, 0.4, 1]);
  assert.deepEqual(sweeps.of(1)?.rates, [0.1, 0.25, 1], "another optimizer's rates stay as they are");
  sweeps.look(2, null);
  rest();
  assert.equal(asked.length, 2);
  mock.timers.reset();
});

test("a question that can't be answered is not asked again, and holds up no other", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, sweeps, rest } = noted();
  sweeps.look(0, [0.2, 0.4]);
  sweeps.want(scenario);
  rest();
  sweeps.fail(1);
  rest();
  assert.equal(asked.length, 2);
  sweeps.fail(2);
  rest();
  assert.equal(asked.length, 2);
  mock.timers.reset();
});

test("an answer to an older question is not taken", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { sweeps, rest } = noted();
  sweeps.want(scenario);
  rest();
  sweeps.want({ ...scenario, query: "surface=bowl" });
  rest();
  sweeps.take(sweep(1, [0, 2], [0.1, 1]));
  assert.equal(sweeps.of(0), null);
  mock.timers.reset();
});

test("a sweep does not depend on the rates that it varies", () => {
  const scenario = (query: string) => ({ query, runs: [{ optimizer: "sgd" }] }) as ScenarioMessage;
  assert.equal(identity(scenario("surface=bowl&lr=1")), identity(scenario("surface=bowl&lr=2")));
  assert.notEqual(identity(scenario("surface=bowl")), identity(scenario("surface=bowl&noise=1")));
});

test("what neither settles nor leaves is followed by itself, as far as it is seen", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, sweeps, rest } = noted();
  const one = { query: "surface=wells", runs: [runs[0]] } as unknown as ScenarioMessage;
  sweeps.want(one);
  rest();
  sweeps.take({ ...sweep(1, [0], [0.1, 1, 10]), restless: [1.4, 2] });
  rest();
  assert.equal(asked[1], "surface=wells&run=0&from=1.4&to=2&n=200&tail=40");
  sweeps.take({ ...sweep(2, [0], [1.4, 1.6, 1.8]), tails: [null, [1, 2, 1], [4, 5, 6]], periods: [null, 2, 0] } as SweepMessage);
  rest();
  assert.equal(asked.length, 2);
  assert.deepEqual(sweeps.tailsOf(0), { rates: [1.6, 1.8], losses: [[1, 2, 1], [4, 5, 6]], periods: [2, 0], own: new Map() });
  sweeps.look(0, [1.5, 3]);
  rest();
  sweeps.take({ ...sweep(3, [0], [1.5, 2, 3]), restless: [1.5, 1.9] });
  rest();
  assert.equal(asked[3], "surface=wells&run=0&from=1.5&to=1.9&n=200&tail=40");
  sweeps.take({ ...sweep(4, [0], [1.5, 1.9]), tails: [null, null], periods: [null, null] } as SweepMessage);
  assert.deepEqual(sweeps.tailsOf(0)?.rates, []);
  mock.timers.reset();
});

test("what runs do at their own rates is asked for by itself, once a rate", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, sweeps, rest } = noted();
  const at = (...rates: number[]) => ({ query: `surface=wells&lr=${rates.join()}`, runs: rates.map((lr, run) => ({ ...runs[0], run, lr })) }) as unknown as ScenarioMessage;
  sweeps.want(at(0.1, 1.6, 1.95));
  rest();
  sweeps.take({ ...sweep(1, [0], [0.1, 1, 10]), restless: [1.4, 2] });
  rest();
  sweeps.take({ ...sweep(2, [0], [1.4, 2]), tails: [[1, 2], [3, 4]], periods: [2, 0] } as SweepMessage);
  rest();
  assert.match(asked[2]!, /&run=0&from=1\.6&to=1\.600\d+&n=2&tail=1$/);
  sweeps.take(sweep(3, [0], [1.6], false)); // a coarse one knows nothing of it yet
  assert.equal(sweeps.tailsOf(0)!.own.size, 0);
  sweeps.take({ ...sweep(3, [0], [1.6, 1.60001]), tails: [[1], null], periods: [2, null] } as SweepMessage);
  rest();
  sweeps.fail(4); // that of 1.95 can't be answered
  rest();
  assert.equal(asked.length, 4, "nor is it asked for again");
  assert.deepEqual([...sweeps.tailsOf(0)!.own], [[1.6, 2], [1.95, undefined]]);
  sweeps.want(at(0.1, 1.7, 1.95));
  rest();
  assert.match(asked[4]!, /from=1\.7&/);
  sweeps.want({ ...at(0.1, 1.7, 1.95), query: "surface=wells&noise=1&lr=0.1,1.7,1.95" });
  assert.ok(sweeps.noisy);
  mock.timers.reset();
});
