import assert from "node:assert/strict";
import { test } from "node:test";
import { PlainCarrier, readRun, reasonOf } from "./plain.ts";
import type { AnyFrame, BasinFrame, Frame, MembersFrame, Message } from "./wire.ts";

const answerTo = (answers: Record<string, () => Response>) => async (address: string) => {
  const make = Object.entries(answers).find(([path]) => address.startsWith(path))?.[1];
  if (!make) throw new TypeError(`nothing at ${address}`);
  return make();
};

/** All that a carrier says to a request. */
async function said(answers: Record<string, () => Response>, request: object): Promise<(Message | AnyFrame)[]> {
  const carrier = new PlainCarrier(answerTo({ "/readyz": () => new Response("ready\n"), ...answers }) as never);
  const all: (Message | AnyFrame)[] = [];
  await new Promise<void>((resolve, reject) => {
    carrier.onopen = () => carrier.send(JSON.stringify(request));
    carrier.onclose = () => reject(new Error("closed"));
    carrier.onmessage = ({ data }) => (all.push(data), data.type === "done" || data.type === "error" ? resolve() : undefined);
  });
  return all;
}

const scenario = { type: "scenario", query: "surface=bowl", runs: [{ run: 0, optimizer: "sgd" }, { run: 1, optimizer: "newton", rateless: true }, { run: 2, optimizer: "sgd" }] };
const json = (value: unknown, init?: ResponseInit) => () => new Response(JSON.stringify(value), init);

test("a run is its scenario, a frame for each of its runs, the outcomes, and the end", async () => {
  const lines = [
    `{"run":0,"k":0,"w":[1,2],"loss":3,"grad":[4,5],"lr":0.1}`,
    `{"run":0,"k":1,"w":[null,2],"loss":null,"grad":[4,5],"lr":0.1}`,
    `{"run":1,"k":0,"w":[1,2],"loss":3,"grad":[4,5],"lr":0.2}`,
    `{"run":0,"outcome":"diverged","k":1}`,
    `{"run":1,"outcome":"converged","k":0}`,
  ];
  const all = await said({ "/api/scenario?preset=p&lr=1": json(scenario), "/api/run?surface=bowl": () => new Response(lines.join("\n") + "\n") }, { id: 7, run: "lr=1", preset: "p" });
  assert.deepEqual(all.map((m) => ("kind" in m && "count" in m ? `frame ${m.run} ${m.count}` : (m as Message).type)), ["scenario", "frame 0 2", "frame 1 1", "outcome", "outcome", "done"]);
  assert.ok(all.every(({ id }) => id === 7));
  assert.deepEqual([...(all[1] as Frame).x], [1, NaN]);
  assert.deepEqual([...(all[2] as Frame).lr], [0.2]);
});

test("a sweep is made for each optimizer that has a rate to choose", async () => {
  const all = await said({ "/api/scenario": json(scenario), "/api/sweep?surface=bowl&run=0": json({ rates: [1] }) }, { id: 8, sweep: "surface=bowl" });
  assert.deepEqual(all, [{ rates: [1], id: 8, type: "sweep", run: 0, runs: [0, 2], complete: true }, { id: 8, type: "done" }]);
});

test("basins are their minima, then the planes", async () => {
  const planes = new Uint8Array([...Array(9).keys(), ...Array.from({ length: 18 }, (_, i) => (i % 2 ? 0 : i / 2))]);
  const headers = { "Basin-Shape": "3,3", "Basin-View": "-1,1,-2,2", "Basin-Minima": "[]" };
  const [first, frame] = await said({ "/api/basins?run=1&n=3": () => new Response(planes, { headers }) }, { id: 9, basins: "run=1&n=3" });
  assert.deepEqual(first, { id: 9, type: "basins", run: 1, n: 3, view: [-1, 1, -2, 2], minima: [] });
  assert.deepEqual([[...(frame as BasinFrame).minima], [...(frame as BasinFrame).steps]], [[...Array(9).keys()], [...Array(9).keys()]]);
});

test("an ensemble is the members of each run, and where they end", async () => {
  const ends = { run: 0, members: 2, minima: [], elsewhere: [], how: [] };
  const paths = [{ last: 3, x: [1, 2, 3], y: [4, 5, 6], loss: [9, 8, 7] }, { last: 1, x: [1, null], y: [1, 2], loss: [9, null] }];
  const all = await said({ "/api/ensemble?starts=2&every=2": json({ every: 2, runs: [{ ...ends, paths }] }) }, { id: 4, ensemble: "starts=2&every=2" });
  const [frame, message] = all as [MembersFrame, Message];
  assert.deepEqual([frame.run, frame.every, frame.members.map(({ last, x, loss }) => [last, ...x, ...loss])], [0, 2, [[3, 1, 2, 3, 9, 8, 7], [1, 1, NaN, 9, NaN]]]);
  assert.deepEqual(message, { ...ends, id: 4, type: "ends", every: 2 });
});

test("a run over plain HTTP brings its own iterates, not those of its ensemble", async () => {
  const lines = [`{"run":0,"k":0,"w":[1,2],"loss":3,"grad":[4,5],"lr":0.1}`, `{"run":0,"outcome":"flat","k":0}`];
  const one = { ...scenario, query: "surface=bowl&starts=40" };
  const all = await said({ "/api/scenario": json(one), "/api/run?surface=bowl&starts": json({}, { status: 500 }), "/api/run?surface=bowl": () => new Response(lines.join("\n")) }, { id: 7, run: "starts=40" });
  assert.equal((all[1] as Frame).count, 1);
});

test("what does not fit is told as the stream tells it", async () => {
  const error = { field: "lr", kind: "not-a-rate", message: "lr: no" };
  assert.deepEqual(await said({ "/api/scenario": json({ error }, { status: 400 }) }, { id: 3, run: "lr=x" }), [{ ...error, id: 3, type: "error" }]);
});

test("a proxy that answers in the server's place is no server", async () => {
  await assert.rejects(said({ "/readyz": () => new Response("<html>log in</html>") }, { id: 1, run: "" }), /closed/);
  await assert.rejects(said({ "/api/scenario": () => new Response("<html>") }, { id: 1, run: "" }), /closed/);
});

test("why no websocket gets through is asked by plain HTTP", async () => {
  const kinds = async (answer: () => Response) => (await reasonOf("refused", answerTo({ "/ws": answer }) as never)).kind;
  assert.equal(await kinds(() => new Response("", { status: 403 })), "status");
  assert.equal(await kinds(() => new Response("", { status: 403, headers: { Refused: "origin" } })), "host");
  assert.equal(await kinds(() => new Response(null, { status: 302 })), "redirect");
  assert.equal(await kinds(() => new Response("hello")), "page");
  assert.equal(await kinds(() => new Response("", { status: 426 })), "upgrade");
  assert.equal((await reasonOf("refused", answerTo({}) as never)).kind, "refused");
  assert.equal((await reasonOf("silent", answerTo({}) as never)).kind, "silent");
});

test("a run without iterates is none", () => {
  assert.deepEqual(readRun(1, [`{"run":0,"outcome":"flat","k":0}`]).length, 1);
});
