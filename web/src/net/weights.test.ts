import { test } from "node:test";
import assert from "node:assert/strict";
import type { NetworkInfo, RunInfo, Surface } from "../wire/wire.ts";
import { aloneQuery, Weights } from "./weights.ts";

/** A server whose weights are the step's number. */
function serve(count: number): { asked: string[]; fetcher: (address: string) => Promise<Response> } {
  const asked: string[] = [];
  const fetcher = async (address: string) => {
    asked.push(address);
    const [, k, n] = /k=(\d+)&n=(\d+)/.exec(address)!.map(Number) as [number, number, number];
    return new Response(Float64Array.from({ length: n * count }, (_, i) => k + Math.floor(i / count)));
  };
  return { asked, fetcher };
}

const soon = () => new Promise((resolve) => setTimeout(resolve));

test("steps beside each other come together, and are asked for once", async () => {
  const { asked, fetcher } = serve(100);
  let came = 0;
  const weights = new Weights(() => came++, fetcher);
  assert.equal(weights.at("q", 5, 100), null);
  assert.equal(weights.at("q", 6, 100), null);
  await soon();
  assert.deepEqual([...weights.at("q", 6, 100)!.subarray(0, 2)], [6, 6]);
  assert.equal(asked.length, 1);
  assert.equal(came, 1);
});

test("what is kept stays within its bytes, the longest unused goes first", async () => {
  const { asked, fetcher } = serve(12_288); // one row of 96 KiB comes at a time
  const weights = new Weights(() => undefined, fetcher, 250_000);
  for (const k of [0, 1, 2]) {
    weights.at("q", k, 12_288);
    await soon();
  }
  assert.ok(weights.at("q", 2, 12_288));
  assert.equal(weights.at("q", 0, 12_288), null);
  await soon();
  assert.equal(asked.length, 4);
});

test("a run is asked for by itself, without a plane that goes by runs", () => {
  const run = { optimizer: "adam", lr: 0.05, rateless: false } as RunInfo;
  const surface = (kind: string) => ({ network: { plane: { kind } } as NetworkInfo }) as Surface;
  const query = "surface=net&opt=sgd,adam&lr=1,0.05&names=a,b&plane=runs";
  assert.equal(aloneQuery({ query, surface: surface("runs") }, run), "surface=net&opt=adam&lr=0.05");
  assert.equal(aloneQuery({ query: "surface=net&lr=1,0.05&plane=random", surface: surface("random") }, { ...run, optimizer: "sgd" }), "surface=net&lr=0.05&plane=random");
});
