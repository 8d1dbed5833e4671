import assert from "node:assert/strict";
import { test } from "node:test";
import type { LabelBox } from "../draw/labels.ts";
import { arranged, type Arrangement } from "./arrangement.ts";
import { geometry, roomFor, rowTop, type Geometry } from "./geometry.ts";
import { END, GAP, NEAR, type FlagPlace, type Standing } from "./places.ts";
import { passes, wayOf, type Way } from "./pole.ts";
import { isAcross, target } from "./stack.ts";
import { clothBox, lettersIn } from "./words-at-flags.ts";
import { placesIn, type Span } from "./words-at-foot.ts";

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
    const letters = 0.55 * (1 + Math.floor(random() * 6)) * g.em;
    return { run, x, width: 2.1 * g.em + letters, bare: g.em + letters, held: run === held };
  });
  const line = g.margin + random() * (g.width - 2 * g.margin);
  return { line, flags, ...arranged(g, flags, line, 5.6 * g.em) };
}

/** The button that shows all rates, as large as it is on screens. */
function buttonOn({ width, height, em, coarse }: Geometry): LabelBox {
  const [w, h] = [4.6 * em, coarse ? NEAR : 1.6 * em];
  return { x: width - 0.5 * em - w, y: height - 0.1 * em - h, width: w, height: h };
}

function overlap(a: LabelBox, b: LabelBox): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

type Seen = Arrangement & { line: number; flags: Standing[] };

/** All scenes on all rulers; they are laid out once. */
const scenes = rulers.flatMap(([name, few, many]) =>
  [1, 2, 3, 4, 5, 6].flatMap((count) => {
    const random = sequence(count + 1);
    const g = count > 3 ? many : few;
    return Array.from({ length: 100 }, (_, i): [string, Geometry, Seen] => [`${name}, ${count} runs, scene ${i}`, g, scene(g, count, random)]);
  }),
);

function eachScene(look: (name: string, g: Geometry, scene: Seen) => void): void {
  for (const each of scenes) look(...each);
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

/** Whether a pole or the limit's line goes through letters. */
function isCrossed(box: LabelBox, g: Geometry, places: readonly FlagPlace[], line: number): boolean {
  const letters = lettersIn(box, g.em);
  const limit: Way = [[line, 0], [line, g.height]];
  return [limit, ...places.map((place) => wayOf(g, places, place, 0))].some((way) => passes(way, letters, 1));
}

test("a limit's number stands beside its line on every screen, and like what stands beside flags over none, under none and on no pole", () => {
  const lost: string[] = [];
  eachScene((name, g, { line, places, words, label }) => {
    if (!label) lost.push(name);
    const notes = places.map((place) => words.besideFlag(places, place, 8 * g.em));
    const boxes = [...places.map((place) => clothBox(g, places, place)), ...[label, ...notes].filter((box) => box !== null)];
    boxes.forEach((box, i) => boxes.slice(i + 1).forEach((other) => assert.ok(!overlap(box, other), `${name}: ${JSON.stringify([box, other])}`)));
    notes.forEach((note, i) => assert.ok(!note || (places[i]!.x < line ? note.x + note.width <= line : note.x >= line), `${name}: across the limit: ${JSON.stringify(note)}`));
    notes.forEach((note, i) => {
      const { x } = places[i]!;
      const [from, to] = note ? [Math.min(x, note.x), Math.max(x, note.x + note.width)] : [x, x];
      for (const { x: pole } of places) assert.ok(pole <= from || pole >= to, `${name}: the pole at ${pole} stands between ${JSON.stringify(note)} and its own`);
    });
    const forced = places.some((place) => isAcross(place, line)); // their own side has no room for them: poles are everywhere
    for (const word of forced ? notes : [label, ...notes]) assert.ok(!word || !isCrossed(word, g, places, line), `${name}: a pole goes through ${JSON.stringify(word)}`);
    if (label) assert.ok(Math.abs(label.x - line) < 0.01 || Math.abs(label.x + label.width - line) < 0.01, name);
  });
  assert.deepEqual(lost, []);
});

test("on every screen a flag stands on its pole's side of the limit, as far as there is room for those that belong there", () => {
  eachScene((name, g, { line, flags, places }) => {
    const { aside } = roomFor(g);
    for (const low of [true, false]) {
      const here = places.filter(({ x }) => x < line === low);
      const widest = Math.max(NEAR, ...here.map(({ run }) => flags[run]!.bare!)) + GAP;
      const room = aside * Math.floor(((low ? line : g.width - END - line) + GAP) / widest);
      const across = here.filter((place) => isAcross(place, line));
      assert.ok(across.length <= Math.max(0, here.length - room), `${name}: ${across.length} of ${here.length} across, with room for ${room}`);
      for (const { from, width } of across) assert.ok(from + width <= line || from >= line || places.length > aside, `${name}: the line goes through a number`);
    }
  });
});

test("in each row flags stand in the order of their rates", () => {
  eachScene((name, _, { places }) => {
    for (let row = 0; row < 6; row++) {
      const here = places.filter((place) => place.row === row).sort((a, b) => a.from - b.from);
      here.slice(1).forEach(({ x }, i) => assert.ok(x >= here[i]!.x, `${name}: ${JSON.stringify(here)}`));
    }
  });
});

test("where the limit comes to be known under a number, its flag makes room", () => {
  const g = rulers[5]![1];
  const flags = [{ run: 0, x: 457, width: 57, held: false }];
  const before = arranged(g, flags, null, null).places;
  const { places } = arranged(g, flags, 497, 80, before);
  assert.deepEqual([before[0]!.from, places[0]!.from], [457, 400]);
});

/** Whether a word that is a little larger has a place in a band. */
function hasRoom(g: Geometry, band: Span, width: number, height: number, isFree: (box: LabelBox) => boolean): boolean {
  const [wide, high] = [width + 8, height + g.em / 2];
  for (let y = g.foot - 0.2 * g.em - high; y >= g.crest; y -= 4) {
    for (let x = band.from; x + wide <= band.to; x += 4) if (isFree({ x, y, width: wide, height: high })) return true;
  }
  return false;
}

test("the name of a band stands on no pole, line, flag or button where its band has such a place, and is not left out where there is any", () => {
  let i = 0;
  eachScene((name, bare, { flags, line }) => {
    for (const button of [[null], [buttonOn(bare)], []][i++ % 3]!) {
      const g = { ...bare, button };
      const { places, words } = arranged(g, flags, line, 5.6 * g.em);
      const taken: LabelBox[] = [...places.map((place) => clothBox(g, places, place)), ...(button ? [button] : [])];
      const cuts = [g.margin, line, (line + g.width) / 2, g.width - g.margin];
      for (const band of cuts.slice(1).map((to, i) => ({ from: cuts[i]!, to }))) {
        const width = 3.5 * g.em;
        if (band.to - band.from < width + 8) continue;
        const box = words.onGroundAnyway(placesIn(band, width));
        const letters = box && lettersIn(box, g.em);
        const isFree = (place: LabelBox) => [...words.all, ...taken].every((other) => other === box || !overlap(other, place));
        const isClear = (place: LabelBox) => isFree(place) && !isCrossed({ ...place, x: place.x - 0.4 * g.em, width: place.width + 0.8 * g.em }, g, places, line);
        if (!letters) {
          assert.ok(!hasRoom(g, band, width + g.em, 1.1 * g.em, isFree), `${name}: left out`);
          continue;
        }
        for (const other of taken) assert.ok(!overlap(letters, other), `${name}: ${JSON.stringify([letters, other])}`);
        assert.ok(letters.x >= band.from - 0.01 && letters.x + letters.width <= band.to + 0.01, `${name}: out of its band`);
        if (isCrossed(box, g, places, line)) assert.ok(!hasRoom(g, band, width + g.em, 1.1 * g.em, isClear), `${name}: on a pole`);
        taken.push(letters);
      }
    }
  });
});

test("the limit's number stands on no limit of a lesser minimum, where a line beside has room", () => {
  const g = geometry(390, 137.6, 16, true);
  const flags = [[0, 115], [1, 181], [2, 233]].map(([run, x]): Standing => ({ run: run!, x: x!, width: 57, held: false }));
  const numbered = (lesser: number[]) => {
    const { label } = arranged(g, flags, 224, 62, [], lesser);
    assert.ok(label);
    return lettersIn(label, g.em);
  };
  const usual = numbered([]);
  const x = usual.x + 1; // through its first letter
  const moved = numbered([x]);
  assert.ok(!passes([[x, g.crest], [x, g.foot]], moved, 1), `${JSON.stringify(moved)} lies on ${x}`);
  assert.notDeepEqual(moved, usual);
});

test("the name of a band that has just room between a flag and the limit touches neither", () => {
  const g = geometry(1280, 130, 20, false); // a low window for a projector
  const flags = [359, 591, 777].map((x, run): Standing => ({ run, x, width: 72, held: false }));
  const line = 743.5;
  const { places, words, label } = arranged(g, flags, line, 77);
  assert.ok(label && places.some(({ row }) => row > 0)); // the number has taken the flag's place
  const box = words.onGroundAnyway(placesIn({ from: 524, to: line }, 73.9), 0.85);
  assert.ok(box);
  const letters = lettersIn(box, g.em);
  assert.ok(!passes([[line, 0], [line, g.height]], letters, 1), `${JSON.stringify(letters)} at ${line}`);
  for (const place of places) assert.ok(!overlap(letters, clothBox(g, places, place)), JSON.stringify(letters));
});

test("where poles are everywhere the name of a band stands on one, and not under the limit", () => {
  const g = geometry(1280, 260, 20, false);
  const flags = [510, 530, 550, 570, 590, 610].map((x, run): Standing => ({ run, x, width: 72, held: false }));
  const line = 555;
  const { words } = arranged(g, flags, line, 77);
  const box = words.onGroundAnyway([{ from: 520, to: 580 }, { from: 575, to: 635 }], 0.85);
  assert.ok(box);
  assert.ok(!passes([[line, 0], [line, g.height]], lettersIn(box, g.em), 1), JSON.stringify(box));
});
