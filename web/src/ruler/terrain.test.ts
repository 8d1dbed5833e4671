import assert from "node:assert/strict";
import { test } from "node:test";
import { setMessages } from "../words/words.ts";
import type { Tails } from "./sweeps.ts";
import { RateScale } from "./scale.ts";
import { tellBands, tellRate, tellTurns } from "./terrain.ts";

setMessages({ "ruler.word.bounces": "bounces", "ruler.period.0": "no lasting pattern", "ruler.period.2": "two losses in turn" });

test("how losses take turns is told of a rate that was tried, and of none far from it", () => {
  const tails = { rates: [0.3, 0.31, 2.1, 9, 9.2], periods: [2, 2, 0, 0, 0], losses: [], own: new Map() } as unknown as Parameters<typeof tellTurns>[0];
  assert.equal(tellTurns(tails, 0.302), "two losses in turn");
  assert.equal(tellTurns(tails, 2.1), "no lasting pattern");
  assert.equal(tellTurns(tails, 3), "", "one rate alone says nothing of all up to its neighbours");
  assert.equal(tellTurns({ ...tails!, rates: [2.1], periods: [0] }, 9), "", "nor if there is no other");
});

test("a run's own rate is told by what it does itself, and a rate between two that differ not at all", () => {
  const tails: Tails = { rates: [1.9, 1.91, 1.92], periods: [0, 2, 2], losses: [], own: new Map([[1.915, 0], [1.901, null], [1.917, undefined]]) };
  assert.equal(tellTurns(tails, 1.916), "two losses in turn");
  assert.equal(tellTurns(tails, 1.915), "no lasting pattern");
  assert.equal(tellTurns(tails, 1.917), "two losses in turn", "it could not be asked for");
  assert.equal(tellTurns(tails, 1.901), "", "it settles or leaves");
  assert.equal(tellTurns(tails, 1.904), "", "one neighbour takes turns, the other does not");
});

test("a rate is told in the word of how its run ended, then how its losses take turns", () => {
  const tails: Tails = { rates: [1.4, 1.5], periods: [0, 2], losses: [], own: new Map([[1.46, 2]]) };
  const bounces = { word: "bounces", band: "high", left: false } as const;
  assert.equal(tellRate(bounces, tails, 1.46), "bounces, two losses in turn");
  assert.equal(tellRate(null, tails, 1.46), "two losses in turn", "nothing is known of how it ended");
  assert.equal(tellRate(bounces, null, 1.46), "bounces");
});

test("a rate whose run comes to its end, or leaves, is not told to take turns as one close by does", () => {
  const tails: Tails = { rates: [1.4, 1.401], periods: [0, 0], losses: [], own: new Map() };
  setMessages({ "ruler.word.bounces": "bounces", "ruler.word.converges": "converges", "ruler.word.settles": "settles", "ruler.word.leaves": "leaves", "ruler.period.0": "no lasting pattern" });
  const as = (word: string) => tellRate({ word, band: "good", left: false }, tails, 1.4);
  assert.equal(as("bounces"), "bounces, no lasting pattern");
  assert.equal(as("converges"), "converges");
  assert.equal(as("settles"), "settles", "where weight decay holds it");
  assert.equal(as("leaves"), "leaves");
});

test("who hears the ruler is told of each band that is shown, also of one with no room for its word", () => {
  setMessages({ "ruler.word.stuck": "stuck", "ruler.word.bounces": "bounces", "ruler.word.converges": "converges", "ruler.band": "{word} up to {rate}", "ruler.first": "the first of {n} at each rate" });
  const rates = Array.from({ length: 101 }, (_, i) => 10 ** (-2 + i / 50));
  const outcomes = rates.map((rate) => (rate < 0.26 ? "stuck-local" : rate < 0.3 ? "bouncing" : "converged"));
  const sweep = { rates, outcomes, global: rates.map((rate) => rate >= 0.26) } as unknown as Parameters<typeof tellBands>[0];
  const scale = (from: number, to: number) => new RateScale([from, to], 0, 300);
  assert.equal(tellBands(sweep, scale(0.01, 1), 0), "stuck up to 0.257, bounces up to 0.295, converges");
  assert.equal(tellBands(sweep, scale(0.01, 0.1), 0), "stuck", "of what is shown alone");
  assert.match(tellBands(sweep, scale(0.01, 1), 40), /^the first of 40 at each rate; stuck/, "of many runs it is the first's");
});
