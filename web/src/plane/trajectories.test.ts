import { test } from "node:test";
import assert from "node:assert/strict";
import { Pictures, Trajectory } from "./trajectories.ts";
import type { Frame, Message } from "../wire/wire.ts";

function frame(id: number, run: number, first: number, count: number): Frame {
  const column = () => Float64Array.from({ length: count }, (_, i) => id * 1000 + first + i);
  return {
    kind: "iterates", id, run, first, count,
    x: column(), y: column(), loss: column(), gx: column(), gy: column(), lr: column(),
  };
}

function scenario(id: number, runs = 2, formula = "x^2"): Message {
  const surface = { formula, view: [-1, 1, -1, 1] };
  const infos = Array.from({ length: runs }, (_, run) => ({ run }));
  return { id, type: "scenario", surface, runs: infos } as unknown as Message;
}

const outcome = (id: number, run: number) => ({ id, type: "outcome", run }) as unknown as Message;
const done = (id: number): Message => ({ id, type: "done" });

/** A picture of two runs of n iterates, all of it there. */
function whole(pictures: Pictures, id: number, n: number, formula?: string): void {
  pictures.take(scenario(id, 2, formula));
  for (const run of [0, 1]) {
    pictures.take(frame(id, run, 0, n));
    pictures.take(outcome(id, run));
  }
  pictures.take(done(id));
}

const lengths = (p: Pictures) => p.shown?.runs.map((run) => run.trajectory.length);
const owners = (p: Pictures) => p.shown?.runs.map((run) => Math.floor(run.trajectory.x[0] / 1000));

test("columns grow and keep what they hold", () => {
  const run = new Trajectory(0, 2);
  run.append(frame(1, 0, 0, 16));
  run.append(frame(1, 0, 16, 300));
  assert.deepEqual([run.length, run.last, run.x[0], run.lr[315]], [316, 315, 1000, 1315]);
  assert.throws(() => run.append(frame(1, 0, 5, 1)), RangeError);
});

test("no run is replaced by a shorter piece of its successor", () => {
  const pictures = new Pictures();
  whole(pictures, 1, 300);
  pictures.take(scenario(2));
  assert.equal(pictures.take(frame(2, 0, 0, 16)), false);
  assert.deepEqual(lengths(pictures), [300, 300]);
  assert.equal(pictures.take(frame(2, 0, 16, 284)), true);
  assert.deepEqual(owners(pictures), [2, 1], "as long as the old one: shown, the other run waits");
});

test("a complete run replaces a longer one", () => {
  const pictures = new Pictures();
  whole(pictures, 1, 300);
  pictures.take(scenario(2));
  pictures.take(frame(2, 1, 0, 5));
  assert.equal(pictures.take(outcome(2, 1)), true);
  assert.deepEqual(lengths(pictures), [300, 5]);
});

test("a superseded picture and an error leave what is shown", () => {
  for (const type of ["superseded", "error"] as const) {
    const pictures = new Pictures();
    whole(pictures, 1, 50);
    pictures.take(scenario(2));
    pictures.take({ id: 2, type } as Message);
    assert.equal(pictures.take(frame(2, 0, 0, 400)), false);
    assert.deepEqual(owners(pictures), [1, 1]);
    whole(pictures, 3, 10);
    assert.deepEqual([lengths(pictures), pictures.longest()], [[10, 10], 9]);
  }
});

test("another surface comes whole: no run of the old one stands on it", () => {
  const pictures = new Pictures();
  whole(pictures, 1, 300);
  pictures.take(scenario(2, 2, "y^2"));
  assert.equal(pictures.take(frame(2, 0, 0, 400)), false);
  assert.equal(pictures.take(frame(2, 1, 0, 16)), true);
  assert.deepEqual(owners(pictures), [2, 2]);
  assert.deepEqual(lengths(pictures), [400, 16]);
});

test("frames of a request that is not the newest are nothing", () => {
  const pictures = new Pictures();
  whole(pictures, 1, 5);
  pictures.take(scenario(3));
  assert.equal(pictures.take(frame(2, 0, 0, 16)), false);
});
