import assert from "node:assert/strict";
import { test } from "node:test";
import { arranged, type Arrangement } from "./arrangement.ts";
import { geometry, rowTop, type Geometry } from "./geometry.ts";
import { NEAR, target } from "./stack.ts";
import { clothBox } from "./words-at-flags.ts";

/** Rulers as they are on screens: their width, height and letters, and whether a finger works them. */
const rulers: [name: string, few: Geometry, many: Geometry][] = [
  ["320 × 640", geometry(320, 137.6, 16, true), geometry(320, 171.2, 16, true)],
  ["390 × 844", geometry(390, 137.6, 16, true), geometry(390, 171.2, 16, true)],
  ["390 × 844 with the projector's letters", geometry(390, 172, 20, true), geometry(390, 214, 20, true)],
  ["844 × 390", geometry(454, 137.6, 16, true), geometry(454, 171.2, 16, true)],
  ["1024 × 768, by finger", geometry(1024, 137.6, 16, true), geometry(1024, 171.2, 16, true)],
  ["1280 × 720", geometry(1280, 116.8, 16, false), geometry(1280, 116.8, 16, false)],
  ["1280 × 593", geometry(1280, 102.4, 16, false), geometry(1280, 102.4, 16, false)],
  ["1280 × 720 for a projector", geometry(1280, 143, 22, false), geometry(1280, 143, 22, false)],
];

/** Numbers between 0 and 1, the same ones each time (Park and Miller 1988). */
function sequence(seed: number): () => number {
  return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
}

/** Flags of so many runs with numbers of one to six digits, apart or on a heap, and a limit somewhere. */
function scene(g: Geometry, count: number, random: () => number) {
  const heap = random() < 0.5 ? random() * 120 : g.width;
  const middle = g.margin + random() * (g.width - 2 * g.margin);
  const held = random() < 0.3 ? Math.floor(random() * count) : -1;
  const flags = Array.from({ length: count }, (_, run) => {
    const x = Math.min(g.width - g.margin, Math.max(g.margin, middle + (random() - 0.5) * heap));
    return { run, x, width: (2.1 + 0.55 * (1 + Math.floor(random() * 6))) * g.em, held: run === held };
  });
  const line = g.margin + random() * (g.width - 2 * g.margin);
  return { line, ...arranged(g, flags, line, 5.6 * g.em) };
}

function overlap(a: { x: number; y: number; width: number; height: number }, b: typeof a): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function eachScene(look: (name: string, g: Geometry, scene: Arrangement & { line: number }) => void): void {
  for (const [name, few, many] of rulers) {
    for (let count = 1; count <= 6; count++) {
      const random = sequence(count + 1);
      for (let i = 0; i < 100; i++) {
        const g = count > 3 ? many : few;
        look(`${name}, ${count} runs, scene ${i}`, g, scene(g, count, random));
      }
    }
  }
}

test("on every screen no flag's cloth lies on another, and all are on the ruler", () => {
  eachScene((name, g, { places }) => {
    const boxes = places.map((place) => clothBox(g, places, place));
    boxes.forEach((box, i) => {
      assert.ok(box.x >= 0 && box.x + box.width <= g.width && box.y + box.height <= g.foot, `${name}: ${JSON.stringify(box)}`);
      for (const other of boxes.slice(i + 1)) assert.ok(!overlap(box, other), `${name}: ${JSON.stringify([box, other])}`);
    });
  });
});

test("what a finger takes hold of is 44 px wide and high, and no other flag's", () => {
  eachScene((name, g, { places }) => {
    if (!g.coarse) return;
    const boxes = places.map((place) => {
      const [y, height] = rowTop(g, places, place.row);
      const { from, width } = target(place);
      return { x: from, y, width, height };
    });
    boxes.forEach((box, i) => {
      assert.ok(box.width >= NEAR && box.height >= NEAR && box.y + box.height <= g.foot, `${name}: ${JSON.stringify(box)}`);
      for (const other of boxes.slice(i + 1)) assert.ok(!overlap(box, other), `${name}: ${JSON.stringify([box, other])}`);
    });
  });
});

test("a limit's number stands beside its line on every screen, and like what stands beside flags over none and under none", () => {
  const lost: string[] = [];
  eachScene((name, g, { line, places, words, label }) => {
    if (!label) lost.push(name);
    const notes = places.map((place) => words.besideFlag(places, place, 8 * g.em));
    const boxes = [...places.map((place) => clothBox(g, places, place)), ...[label, ...notes].filter((box) => box !== null)];
    boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => assert.ok(!overlap(box, other), `${name}: ${JSON.stringify([box, other])}`)));
    notes.forEach((note, i) => assert.ok(!note || (places[i]!.x < line ? note.x + note.width <= line : note.x >= line), `${name}: across the limit: ${JSON.stringify(note)}`));
    if (label) assert.ok(Math.abs(label.x - line) < 0.01 || Math.abs(label.x + label.width - line) < 0.01, name);
  });
  assert.deepEqual(lost, []);
});
