import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { KnownSweep } from "../wire/wire.ts";
import { endingOf, WORDS } from "../draw/endings.ts";
import { endingAt, namings, stretches, type Stretch, TOO_HIGH } from "./bands.ts";
import { RateScale } from "./scale.ts";

const sweep = {
  rates: [0.001, 0.01, 0.1, 1, 10],
  outcomes: ["crawling", "crawling", "converged", "oscillating", "diverged"],
  global: [false, false, true, false, false],
  steps: [300, 300, 20, 300, 3],
} as unknown as KnownSweep;

test("a sweep becomes bands that touch and cover it", () => {
  const found = stretches(sweep);
  assert.deepEqual(found.map(({ word }) => word), ["crawls", "converges", "bounces", "leaves"]);
  assert.deepEqual([found[0]?.from, found[3]?.to], [0.001, 10]);
  found.slice(1).forEach((stretch, i) => assert.equal(stretch.from, found[i]?.to));
  assert.equal(found[0]?.to, Math.sqrt(0.01 * 0.1));
  assert.deepEqual(found.map(({ left }) => left), [false, false, false, true]);
});

test("bouncing and oscillating are one band: they look alike", () => {
  const both = { ...sweep, outcomes: ["bouncing", "oscillating", "oscillating", "bouncing", "diverged"] } as KnownSweep;
  assert.deepEqual(stretches(both).map(({ word }) => word), ["bounces", "leaves"]);
});

test("runs of one or two steps do nothing again and again: only what is over is named", () => {
  assert.deepEqual(stretches({ ...sweep, few: true }).map(({ word }) => word), ["underway", "converges", "underway", "leaves"]);
});

test("escaping a surface without a bottom is no failure, and hovering over a lesser minimum is none of the lowest", () => {
  assert.deepEqual([endingOf("escaped-unbounded").band, endingOf("escaped-unbounded").left], ["good", false]);
  assert.equal(endingOf("hovering", { global: true }).band, "good");
  assert.equal(endingOf("hovering", { global: false }).band, "stuck");
  assert.equal(endingOf("left-domain").left, true);
});

test("a rate's word is of what its run did: what strayed was not thrown off, and what is no lower than at the start crawls nowhere", () => {
  const of = { ...sweep, outcomes: ["crawling", "crawling", "thrown", "thrown", "thrown"], told: ["not-below", "", "strayed", "down", ""] } as KnownSweep;
  assert.deepEqual(stretches(of).map(({ word }) => word), ["underway", "crawls", "strays", "thrown"]);
  const net = { ...sweep, network: true, outcomes: ["crawling", "crawling", "oscillating", "oscillating", "diverged"], told: ["", "not-falling", "", "above-start", ""] } as KnownSweep;
  assert.deepEqual(stretches(net).map(({ word }) => word), ["crawls", "halts", "bounces", "overshoots", "diverges"]);
  assert.equal(endingOf("crawling", { few: true, caveat: "not-below" }).word, "underway");
});

test("a network leaves no map, and one that is no better than guessing has not learned", () => {
  const of = { ...sweep, network: true, outcomes: ["learned", "learned", "diverged", "diverged", "stuck"], guess: [true, false, false, false, false] } as KnownSweep;
  assert.deepEqual(stretches(of).map(({ word }) => word), ["guesses", "learns", "diverges", "stuck"]);
  assert.deepEqual([endingOf("diverged", { network: true }).left, endingOf("learned", { guess: true }).band], [true, "stuck"]);
});

test("each word of the table is in every language", () => {
  for (const lang of ["en", "ko"]) {
    const words = JSON.parse(readFileSync(`web/locales/${lang}.json`, "utf8")) as Record<string, string>;
    for (const word of [...WORDS, TOO_HIGH]) assert.ok(words[`ruler.word.${word}`], `${lang} has no ruler.word.${word}`);
  }
});

test("the sweep tells of the nearest rate that was tried, and of none beyond", () => {
  assert.equal(endingAt(sweep, 0.09)?.word, "converges");
  assert.equal(endingAt(sweep, 0.31)?.word, "converges");
  assert.equal(endingAt(sweep, 0.32)?.word, "bounces");
  assert.equal(endingAt(sweep, 30)?.word, "leaves");
  assert.equal(endingAt(sweep, 40), null);
  assert.equal(endingAt(sweep, 1e-4), null);
});

test("a band is named where its word has room, once", () => {
  const scale = new RateScale([0.001, 10], 0, 400);
  const found = namings(stretches(sweep), scale, () => 60);
  assert.deepEqual(found.map(({ word }) => word), ["crawls", "converges", "bounces"]);
  assert.deepEqual(namings(stretches(sweep), scale, (word) => (word === "bounces" ? 120 : word === "leaves" ? 60 : 180)).map(({ word, tight }) => [word, tight]), [["bounces", true]], "the first and the last would reach beyond the ruler");
  assert.equal(Math.round((found[0]!.from + found[0]!.to) / 2), 75);
  const cut = stretches({ ...sweep, outcomes: ["converged", "converged", "stuck-local", "converged", "converged"] } as KnownSweep);
  assert.deepEqual(namings(cut, new RateScale([0.001, 10], 0, 30), () => 20).map(({ word }) => word), ["converges"]);
});

test("a band is joined to the nearest of its word, and named within what is seen of it", () => {
  const scale = new RateScale([0.001, 1000], 0, 600); // 100 px a decade
  const band = (word: string, from: number, to: number) => ({ word, band: "good", from, to }) as unknown as Stretch;
  const found = [band("converges", 0.001, 0.01), band("bounces", 0.01, 0.1), band("converges", 0.1, 1), band("stuck", 1, 1.1), band("converges", 1.1, 1000)];
  assert.deepEqual(namings(found, scale, () => 40).map(({ word, from, to }) => [word, Math.round(from), Math.round(to)]),
    [["converges", 0, 100], ["bounces", 100, 200], ["converges", 200, 600]]);
  const part = new RateScale([0.03, 0.3], 50, 200);
  for (const { from, to } of namings(found, part, () => 40)) assert.ok(from >= 50 && to <= 250, `${from} to ${to}`);
  assert.deepEqual(namings(found, part, () => 40).map(({ word }) => word), ["bounces", "converges"]);
});

test("neighbours that never rest in several ways, none of which has room for its word, are called too high together", () => {
  const mixed = stretches({ ...sweep, outcomes: ["crawling", "wandering", "bouncing", "thrown", "diverged"] } as KnownSweep);
  const scale = new RateScale([0.001, 10], 0, 400);
  const named = (wide: number, high: number) => namings(mixed, scale, (word) => (word === TOO_HIGH ? high : wide)).map(({ word }) => word);
  assert.deepEqual(named(150, 100).filter((word) => word === TOO_HIGH), [TOO_HIGH]);
  assert.deepEqual(named(60, 60).filter((word) => word === TOO_HIGH), [], "where they have room each has its own");
  assert.deepEqual(named(150, 600).filter((word) => word === TOO_HIGH), [], "where they have no room together there is none");
  const alone = stretches({ ...sweep, outcomes: ["crawling", "bouncing", "bouncing", "oscillating", "diverged"] } as KnownSweep);
  assert.deepEqual(namings(alone, scale, (word) => (word === TOO_HIGH ? 20 : 500)).map(({ word }) => word), [], "what does one thing has its own word or none");
});
