import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { WORDS } from "../draw/endings.ts";
import type { LiveAsk, OutcomeKind, Reason, ScenarioMessage } from "../wire/wire.ts";
import { askOf, count, ENDINGS, endingOf, endingsOf, kindAsked, kindsOf, nextOf, rateOf, ratesIn, ratesText, right, startOf, startsIn, startsText, startValue, stillAsks, subjectOf, valueOf } from "./poll.ts";

const scenario = (runs: number, unbounded = false) => ({ runs: Array(runs).fill({}), surface: { unbounded } }) as unknown as Parameters<typeof askOf>[1];
const ask = (kind: LiveAsk["kind"], runs: number) => askOf(kind, scenario(runs), "q");
const end = (outcome: OutcomeKind, k = 1, more: { global?: boolean; guess?: "no"; reason?: Reason; held_off?: boolean } = {}) => ({ outcome, k, global: true, ...more });
const held = { held_off: true };
const place = (name: string) => ENDINGS.findIndex((ending) => ending.name === name);

test("who is first is asked of several runs that have a bottom to reach", () => {
  assert.deepEqual(kindsOf(scenario(3)), ["first", "ends", "start", "rate"]);
  assert.deepEqual(kindsOf(scenario(1)), ["ends", "start", "rate"]);
  assert.deepEqual(kindsOf(scenario(3, true)), ["ends", "start"]);
  assert.deepEqual(kindsOf({ runs: [], surface: { unbounded: false, network: {} } } as unknown as Parameters<typeof kindsOf>[0]), ["ends"]);
});

test("every answer is a number below the choices, and read back", () => {
  for (let runs = 1; runs <= 6; runs++) {
    const { choices } = ask("ends", runs);
    const all = Array(runs).fill(ENDINGS.length - 1);
    assert.equal(valueOf(all), choices - 1);
    assert.deepEqual(endingsOf(choices - 1, runs), all);
    const some = [...Array(runs).keys()].map((run) => (run % (ENDINGS.length + 1)) - 1);
    assert.deepEqual(endingsOf(valueOf(some), runs), some);
    assert.equal(ask("first", runs).choices, runs + 1);
  }
});

test("a tally counts each choice, and no run that a page said nothing of", () => {
  assert.deepEqual(count(ask("first", 3), [0, 2, 2, 3]), [1, 0, 2, 1]);
  assert.deepEqual(count(ask("ends", 2), [valueOf([0, -1]), valueOf([0, 4]), valueOf([1, 4])]), [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
});

test("the first are those at the bottom after the fewest steps", () => {
  const three = ask("first", 3);
  assert.deepEqual(right(three, [end("crawling", 100), end("converged", 12), end("diverged", 3)]), new Set([1]));
  assert.deepEqual(right(three, [end("converged", 12), end("converged", 12), end("stuck-local", 3)]), new Set([0, 1]));
  assert.deepEqual(right(three, [end("crawling"), end("stuck-local"), end("bouncing", 1, { global: false })]), new Set([3]));
  assert.equal(right(three, [end("crawling"), end("stuck-local"), end("bouncing")]), null, "one is at the bottom and does not rest");
  assert.equal(right(three, [end("converged", 12), end("stuck-local"), end("leaving", 5)]), null, "one was at the bottom before");
  assert.deepEqual(right(three, [end("converged", 12), end("stuck-local"), end("bouncing", 20)]), new Set([0]));
  assert.equal(right(three, [end("converged", 12, held), end("crawling"), end("crawling")]), null, "weight decay holds it off the bottom");
  assert.equal(right(three, [end("hovering"), end("converged", 12), end("crawling")]), null);
  assert.equal(right(three, [end("converged")]), null, "not all have come");
});

test("what is right is of the runs that are seen", () => {
  const three = ask("first", 3);
  const ends = [end("converged", 5), end("converged", 12), end("diverged", 3)];
  assert.deepEqual(right(three, ends), new Set([0]));
  assert.deepEqual(right(three, ends, new Set([0])), new Set([1]), "the first of those that were asked about");
  assert.deepEqual(right(three, ends, new Set([0, 1])), new Set([3]), "none of them");
  assert.deepEqual(right(three, [end("hovering"), end("converged", 12), end("diverged")], new Set([0])), new Set([1]));
  assert.deepEqual(right(ask("ends", 3), ends, new Set([1])), new Set([place("bottom"), 2 * ENDINGS.length + place("away")]));
  assert.deepEqual(kindsOf(scenario(3), new Set([1, 2])), ["ends", "start", "rate"]);
});

test("an ending is what the run did", () => {
  assert.equal(endingOf(end("hovering")), place("bottom"));
  assert.equal(endingOf(end("hovering", 1, { global: false })), place("stuck"));
  assert.equal(endingOf(end("stuck-local", 1, { global: false, reason: "held-off" })), place("stuck"));
  assert.equal(endingOf(end("learned")), place("bottom"));
  assert.equal(endingOf(end("learned", 1, { guess: "no" })), place("stuck"));
  assert.equal(endingOf(end("slow-zigzag")), place("under"));
  assert.deepEqual(right(ask("ends", 2), [end("converged"), end("diverged")]), new Set([place("bottom"), ENDINGS.length + place("away")]));
  assert.deepEqual(right(ask("ends", 2), [end("converged", 1, held), end("diverged")]), new Set([ENDINGS.length + place("away")]), "weight decay holds it off the bottom");
});

test("what is called right is what the run's row and the ruler say of it", () => {
  const of = (outcome: OutcomeKind, reason: Reason) => ENDINGS[endingOf(end(outcome, 1, { reason }))]!.name;
  assert.equal(of("oscillating", "limit"), "restless");
  assert.equal(of("oscillating", "falling"), "under", "it trembles, but it learns");
  assert.equal(of("oscillating", "above-start"), "restless");
  assert.equal(of("crawling", "not-falling"), "stuck", "it learns no more");
  assert.equal(of("crawling", "rolling"), "under");
  assert.equal(of("thrown", "strayed"), "away");
  for (const outcome of ["bouncing", "oscillating", "wandering", "leaving", "hovering"] as const) assert.equal(of(outcome, "few"), "under", `${outcome} of two steps has done nothing again and again`);
});

test("each of the ruler's words is one of the endings", () => {
  const text = readFileSync("web/src/live/poll.ts", "utf8");
  for (const word of WORDS) assert.ok(text.includes(`"${word}"`), word);
});

test("a start is named by its cell, and goes through a text unchanged", () => {
  const view = [-6, 6, -2, 1] as [number, number, number, number];
  const { choices } = ask("start", 3);
  for (const [x, y] of [[-6, -2], [6, 1], [0, 0], [-5.123, 0.77], [99, -99]] as const) {
    const value = startValue([x, y], view);
    assert.ok(value >= 0 && value < choices);
    const [sx, sy] = startOf(value, view, 2);
    assert.ok(Math.abs(sx - Math.min(6, Math.max(-6, x))) <= 12 / 4096 && Math.abs(sy - Math.min(1, Math.max(-2, y))) <= 3 / 4096, `${x}, ${y}: ${sx}, ${sy}`);
    assert.equal(startValue([sx, sy], view), value);
    assert.equal(startOf(value, view, 1)[1], 0);
    assert.deepEqual(startsIn(startsText([value, 0, choices - 1])), [value, 0, choices - 1]);
  }
});

test("a rate is named by its place, and goes through a text unchanged", () => {
  const asked = { from: 0.001, to: 10 };
  assert.ok(Math.abs(rateOf(0, asked) - 0.001) < 1e-12 && Math.abs(rateOf(4095, asked) - 10) < 1e-9);
  assert.ok(Math.abs(rateOf(4095 / 2, asked) - 0.1) < 1e-12);
  assert.deepEqual(ratesIn(ratesText([0, 63, 64, 4095])), [0, 63, 64, 4095]);
});

test("which rate is first is asked only where nothing is random", () => {
  assert.deepEqual(kindsOf({ ...scenario(3), random: true }), ["first", "ends", "start"]);
  assert.deepEqual(kindsOf({ ...scenario(3), random: false }), ["first", "ends", "start", "rate"]);
});

test("answers to who is first and how each ends are about the runs as they were, those with starts and rates are not", () => {
  const of = (query: string, more = {}, run = {}) => ({ query, random: false, runs: [{ optimizer: "sgd", ...run }, {}], surface: { unbounded: false, formula: "x^2", view: [0, 1, 0, 1], ...more } }) as unknown as ScenarioMessage;
  const subject = (kind: LiveAsk["kind"], to: ScenarioMessage, preset = "") => subjectOf({ kind, runs: kind === "first" || kind === "ends" ? 2 : 0 }, preset, to);
  const was = of("lr=1");
  for (const kind of ["first", "ends"] as const) {
    for (const query of ["lr=1", "lr=1&seeds=40", "lr=1&starts=40", "lr=1&names=a,b"]) assert.equal(subject(kind, was), subject(kind, of(query)), query);
    for (const query of ["lr=2", "lr=1&opt=adam", "lr=1&start=1,1", "lr=1&steps=9", "lr=1&noise=0.1"]) assert.notEqual(subject(kind, was), subject(kind, of(query)), query);
  }
  for (const kind of ["start", "rate"] as const) {
    assert.equal(subject(kind, was), subject(kind, of("lr=2&start=1,1")), kind);
    for (const to of [of("lr=1", { formula: "x^4" })]) assert.notEqual(subject(kind, was), subject(kind, to));
    assert.notEqual(subject(kind, was), subject(kind, was, "three-rates"));
  }
  assert.notEqual(subject("start", was), subject("start", of("lr=1", { view: [0, 2, 0, 1] })), "a start is a place of the view");
  assert.notEqual(subject("rate", was), subject("rate", of("lr=1", {}, { optimizer: "adam" })));
  assert.notEqual(subject("rate", was), subject("rate", { ...was, random: true }), "nobody is first with noise");
});

test("a closed question goes with the runs that it was about, an open one is asked anew once no hand moves them", () => {
  const as = (hidden: boolean, other: boolean, held = false) => ({ hidden, other, held });
  const [open, closed] = [{ open: true }, { open: false }];
  assert.equal(nextOf(null, as(true, false)), "open");
  assert.equal(nextOf(open, as(true, false)), "");
  assert.equal(nextOf(open, as(true, true, true)), "");
  assert.equal(nextOf(open, as(true, true)), "open");
  assert.equal(nextOf(closed, as(true, false)), "open");
  assert.equal(nextOf(open, as(false, false)), "reveal");
  assert.equal(nextOf(open, as(false, true)), "drop", "what is shown is not what was answered");
  assert.equal(nextOf(closed, as(false, false)), "");
  assert.equal(nextOf(closed, as(false, true, true)), "drop");
  assert.equal(nextOf(null, as(false, false)), "");
});

test("a lesson's own question comes before what was asked last, and after what was chosen", () => {
  const offered = kindsOf(scenario(3));
  assert.equal(kindAsked(offered, undefined, "rate", "ends"), "rate");
  assert.equal(kindAsked(offered, "start", "rate", "ends"), "start");
  assert.equal(kindAsked(offered, undefined, undefined, "ends"), "ends");
  assert.equal(kindAsked(offered, undefined, undefined, null), "first");
  assert.equal(kindAsked(["ends"], undefined, "rate", "start"), "ends");
});

test("a lesson's own question is asked while what it is about is as it was", () => {
  assert.equal(stillAsks("first", ""), "first");
  assert.equal(stillAsks("first", "lr=0.2"), undefined);
  assert.equal(stillAsks("start", "start=1,2&lr=0.2"), "start");
  assert.equal(stillAsks("start", "start=1,2&noise=1"), undefined);
  assert.equal(stillAsks("rate", "lr=0.2"), "rate");
  assert.equal(stillAsks("rate", "start=1,2"), undefined);
  assert.equal(stillAsks(undefined, ""), undefined);
});
