// Which folder of the page's script may import which: arrows point one way.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

const ROOT = "web/src";

/** From the innermost outwards: each may import those that stand with it. */
const ARROWS: Record<string, string[]> = {
  dom: [], // the document, and what it can't do without
  wire: ["dom"], // what the server sends, and how it comes
  words: ["dom", "wire"], // what is said
  plane: ["dom", "wire"], // the landscape as numbers
  draw: ["dom", "wire", "words", "plane"], // inks, marks and layers of any picture
  cloud: ["wire", "words", "plane", "draw"], // the members of an ensemble
  input: ["dom", "wire", "plane", "draw"], // hands: keys, gestures, what is dragged
  link: ["dom", "wire", "plane", "draw"], // the address and the page's keys
  play: ["dom", "wire", "words"], // the playhead
  map: ["dom", "wire", "words", "plane", "draw", "input"], // the landscape from above
  curve: ["dom", "wire", "words", "plane", "draw", "input", "map"], // a loss of one weight
  relief: ["wire", "words", "plane", "draw", "input"], // the landscape in 3D
  ruler: ["dom", "wire", "words", "plane", "draw", "link", "play"], // the axis of the learning rate
  side: ["dom", "wire", "words", "plane", "draw", "link", "play"], // what stands beside it
  cut: ["dom", "wire", "words", "plane", "draw"], // the loss along the line of a step
  net: ["dom", "wire", "words", "plane", "draw", "link"], // what a network makes of its data
  panel: ["dom", "wire", "words", "plane", "draw", "input", "link"], // what a button opens
  figure: ["dom", "wire", "words", "plane", "draw", "input", "link", "play", "map", "curve", "relief", "ruler", "side", "cut", "panel", "cloud"],
  live: ["dom", "wire", "words", "draw", "input", "link", "play", "ruler", "panel", "figure"], // a lecture that pages follow
  page: ["dom", "wire", "words", "plane", "input", "link", "play", "figure", "side", "net", "panel", "live"], // what ties the figure, the address and the stream together
};

const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

test("each folder imports the folders that it may, and no others", () => {
  assert.deepEqual([...folders].sort(), Object.keys(ARROWS).sort());
  const wrong: string[] = [];
  for (const folder of folders) {
    const used = new Set<string>();
    for (const file of readdirSync(join(ROOT, folder)).filter((name) => !name.endsWith(".test.ts"))) {
      for (const target of imports(join(folder, file))) {
        used.add(target);
        if (target !== folder && !ARROWS[folder]?.includes(target)) wrong.push(`${folder}/${file} → ${target}`);
      }
    }
    wrong.push(...(ARROWS[folder] ?? []).filter((target) => !used.has(target)).map((target) => `${folder} needs no ${target}`));
  }
  assert.deepEqual(wrong, []);
});

test("no arrow comes back to where it started", () => {
  const order = Object.keys(ARROWS);
  for (const [folder, targets] of Object.entries(ARROWS)) {
    for (const target of targets) assert.ok(order.indexOf(target) < order.indexOf(folder), `${folder} → ${target}`);
  }
});

/** The folders that a file imports from, static and dynamic; the root's own files are ".". */
function imports(path: string): string[] {
  const text = readFileSync(join(ROOT, path), "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map(([, to = ""]) => dirname(normalize(join(dirname(path), to))));
}
