import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { EndsMessage, MemberMinimum, Surface } from "../wire/wire.ts";
import { WORDS } from "../draw/endings.ts";
import { setMessages } from "../words/words.ts";
import type { Cloud } from "./cloud.ts";
import { membersSentence } from "./sentence.ts";
import { ownPlaces, sharesOf } from "./shares.ts";

const english = JSON.parse(readFileSync("web/locales/en.json", "utf8")) as Record<string, string>;

/** Without what keeps numbers with what they are of at the end of a line, and without the marks of its lead. */
const spaced = (text: string) => text.replaceAll("\u00a0", " ").replace(/^\*([^*]+)\*/, "$1");

const minimum = (index: number | null, at: [number, number], loss: number, members: number, global = false): MemberMinimum => ({ index, at, loss, members, global });
const ends = (members: number, minima: MemberMinimum[], elsewhere: EndsMessage["elsewhere"] = []): EndsMessage => ({ id: 1, type: "ends", every: 1, run: 0, members, minima, elsewhere, how: [], near: 0.1 });
const cloud = (ends: EndsMessage | null): Cloud => ({ every: 1, members: [], ends });

test("the shares at one minimum stand together, run by run, the lowest minimum first", () => {
  const clouds = [
    cloud(ends(40, [minimum(0, [1, 1], -3, 15), minimum(2, [-2, 0], -0.5, 25)])),
    cloud(ends(40, [minimum(2, [-2, 0], -0.5, 11), minimum(0, [1, 1], -3, 29)])),
    null,
    cloud(null),
  ];
  const found = sharesOf(clouds, new Set());
  assert.deepEqual(found.map(({ at }) => at), [[1, 1], [-2, 0]]);
  assert.deepEqual(found[0]!.rows, [{ run: 0, members: 15, of: 40 }, { run: 1, members: 29, of: 40 }]);
  assert.deepEqual(sharesOf(clouds, new Set([0]))[0]!.rows.map(({ run }) => run), [1]);
});

test("minima that no list has are one where they are near each other", () => {
  const clouds = [cloud(ends(9, [minimum(null, [1, 1], 0, 4), minimum(null, [5, 5], 0, 5)])), cloud(ends(9, [minimum(null, [1.01, 1], 0, 9)]))];
  assert.deepEqual(sharesOf(clouds, new Set()).map(({ rows }) => rows.length).sort(), [1, 2]);
});

test("numbers stand nowhere nearer to another star than to their own", () => {
  const [own, other] = [{ x: 100, y: 100 }, { x: 100, y: 180 }];
  const below = { x: 70, y: 125, width: 60, height: 50 };
  const above = { x: 70, y: 30, width: 60, height: 50 };
  assert.deepEqual(ownPlaces([below, above], own, [own, other]), [above]);
  assert.deepEqual(ownPlaces([below, above], own, [own]), [below, above]);
});

test("the sentence tells all members once: at minima, then elsewhere", () => {
  setMessages(english);
  const surface = { found: false } as Surface;
  const seeds = { surface, seeds: 40, steps: 100 };
  assert.equal(spaced(membersSentence(seeds, ends(40, [minimum(0, [1, 1], -3.17, 29, true), minimum(2, [-2, 0], -0.54, 9)], [{ outcome: "diverged", members: 1 }, { outcome: "oscillating", members: 1 }]))),
    "40 seeds: 29 at the lowest minimum, 9 at −0.54, 2 elsewhere (1 leaves the map, 1 bounces about)");
  assert.equal(spaced(membersSentence({ surface, seeds: 0, steps: 100 }, ends(5, [], [{ outcome: "bouncing", members: 3 }, { outcome: "oscillating", members: 2 }]))), "5 starts: 5 bounce about");
  assert.equal(spaced(membersSentence({ surface, seeds: 0, steps: 1 }, ends(5, [], [{ outcome: "bouncing", members: 3 }, { outcome: "crawling", members: 2 }]))), "5 starts: 5 are on their way");
  assert.equal(spaced(membersSentence({ surface: { found: true } as Surface, seeds: 3, steps: 100 }, ends(3, [minimum(0, [1, 1], 0, 3, true)]))), "3 seeds: 3 at the lowest minimum found");
  assert.equal(spaced(membersSentence({ surface: { found: false, unbounded: true } as Surface, seeds: 3, steps: 100 }, ends(3, [minimum(0, [1, 1], 0, 3, true)]))), "3 seeds: 3 at the lowest minimum found", "it has no bottom");
});

test("minima of one loss are told apart by their places, and many are counted together", () => {
  setMessages(english);
  const alike = [minimum(0, [3, 2], 0, 10, true), minimum(1, [-2, 3], 0, 30, true)];
  assert.equal(spaced(membersSentence({ surface: { found: false } as Surface, seeds: 0, steps: 100 }, ends(40, alike))), "40 starts: 30 at (−2.00, 3.00), 10 at (3.00, 2.00)");
  const rounded = [minimum(0, [3, 2], 0, 10, true), minimum(1, [-2, 3], 7.9e-31, 30, true)];
  assert.equal(spaced(membersSentence({ surface: { found: false } as Surface, seeds: 0, steps: 100 }, ends(40, rounded))), "40 starts: 30 at (−2.00, 3.00), 10 at (3.00, 2.00)", "none is lower");
  const many = [1, 2, 3, 4, 5, 6].map((i) => minimum(i, [i, 0], i, i));
  assert.equal(spaced(membersSentence({ surface: { found: false } as Surface, seeds: 0, steps: 100 }, ends(21, many))), "21 starts: 6 at 6.00, 5 at 5.00, 4 at 4.00, 6 at other minima");
});

test("there are words for however members end", () => {
  for (const word of WORDS) for (const n of ["one", "other"]) assert.ok(`ensemble.how.${word}.${n}` in english, `no ensemble.how.${word}.${n}`);
});
