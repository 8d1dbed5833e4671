import assert from "node:assert/strict";
import { test } from "node:test";
import type { Picture } from "../plane/trajectories.ts";
import type { KnownSweep, SweepMessage } from "../wire/wire.ts";
import { endingAt, stretches } from "./bands.ts";
import { ended, refined, withOwn } from "./joined.ts";
import { Known } from "./known.ts";
import type { Runs } from "./runs.ts";
import type { Sweeps } from "./sweeps.ts";

function sweep(rates: number[], more: Partial<KnownSweep> = {}): KnownSweep {
  const all = <T>(value: T) => rates.map(() => value);
  return { rates, outcomes: all("converged"), global: all(true), loss: all(1), steps: all(9), ends: all(0), minima: [], floor: 0, restless: null, ...more } as KnownSweep;
}

test("refined keeps what lies beside the part", () => {
  const whole = sweep([1, 2, 3, 4]);
  const near = sweep([1.9, 2.1, 2.9]);
  assert.deepEqual(refined(whole, near).rates, [1, 1.9, 2.1, 2.9, 3, 4]);
  assert.equal(refined(null, near), near);
});

test("what is told of a rate stays with it where a part is put in, of whichever it is told", () => {
  const whole = sweep([1, 2, 3, 4], { outcomes: ["crawling", "crawling", "thrown", "thrown"], told: ["not-below", "", "", "strayed"] });
  const near = sweep([1.5, 2.5], { outcomes: ["crawling", "crawling"] });
  const words = (of: KnownSweep) => of.rates.map((rate) => endingAt(of, rate)!.word);
  assert.deepEqual(words(refined(whole, near)), ["underway", "crawls", "crawls", "thrown", "strays"]);
  assert.deepEqual(words(refined(sweep([1, 2, 4], { outcomes: ["crawling", "crawling", "crawling"] }), sweep([1.5, 2.5], { outcomes: ["thrown", "thrown"], told: ["strayed", ""] }))), ["crawls", "strays", "thrown", "crawls"]);
  const net = sweep([1, 2, 3], { outcomes: ["learned", "learned", "learned"], guess: [true, false, true], network: true });
  assert.deepEqual(words(refined(net, sweep([1.5, 2.5], { outcomes: ["learned", "learned"], guess: [false, true], network: true }))), ["guesses", "learns", "guesses", "guesses"]);
});

test("a sweep with holes is told by what has ended", () => {
  const sweep = { rates: [1, 2, 3], outcomes: ["converged", null, "diverged"], global: [true, false, false], loss: [0, null, null], steps: [4, null, 2], ends: [0, null, null] } as unknown as SweepMessage;
  const { rates, outcomes, steps, ends } = ended(sweep);
  assert.deepEqual([rates, outcomes, steps, ends], [[1, 3], ["converged", "diverged"], [4, 2], [0, null]]);
});

test("nor does what is told move to another rate where a coarse sweep has holes", () => {
  const coarse = { ...sweep([1, 2, 3]), outcomes: [null, "thrown", "thrown"], told: ["", "strayed", ""], guess: [true, false, false] } as unknown as SweepMessage;
  const { told, guess } = ended(coarse);
  assert.deepEqual([told, guess], [["strayed", ""], [false, false]]);
});

const net = sweep([1, 10, 100], { outcomes: ["crawling", "learned", "learned"], network: true, guess: [false, false, false] });

/** A picture of a network's runs: rate, optimizer, outcome and why. */
function picture(...runs: [lr: number, optimizer: string, outcome: string | null, reason?: string][]): Picture {
  return { scenario: { training: {} }, runs: runs.map(([lr, optimizer, outcome, reason = ""]) => ({ info: { lr, optimizer }, outcome: outcome && { outcome, reason, k: 5, loss: 2, global: false } })) } as unknown as Picture;
}

test("a network's flag stands in the band of its own run", () => {
  const all = withOwn(net, picture([30, "sgd", "oscillating", "above-start"], [0.5, "sgd", "diverged"], [10, "sgd", "stuck"], [40, "adam", "diverged"], [50, "sgd", null]), "sgd");
  assert.deepEqual(all.rates, [1, 10, 30, 100], "none of another optimizer, beyond the ends or without an end");
  assert.deepEqual(stretches(all).map(({ word }) => word), ["crawls", "stuck", "overshoots", "learns"]);
  assert.deepEqual([net.rates, all.told, all.guess], [[1, 10, 100], ["", "", "above-start", ""], [false, false, false, false]]);
});

test("the ruler's ground is that of the runs that are drawn, of a network", () => {
  const known = new Known({ of: () => net, tailsOf: () => null } as unknown as Sweeps, { about: { info: { run: 0, optimizer: "sgd" } } } as unknown as Runs);
  assert.equal(known.sweep, net);
  known.shown = { picture: picture([30, "sgd", "oscillating"]), k: 0 };
  assert.equal(endingAt(known.sweep!, 30)!.word, "bounces");
  assert.equal(known.sweep, known.sweep, "made once a picture");
  known.shown = { picture: picture([30, "sgd", "diverged"]), k: 0 };
  assert.equal(endingAt(known.sweep!, 30)!.word, "diverges");
  known.prediction = "hidden";
  assert.equal(known.sweep, null);
});
