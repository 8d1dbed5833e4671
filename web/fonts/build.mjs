// Cuts the page's faces down to the characters that it shows, into static/fonts.
// The faces come from npm, whole; what is kept of one is what the messages, the
// templates and the scripts have, and what mathematics is set in.

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import subset from "subset-font";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(web, "..", "static", "fonts");
/** All faces together, in bytes. */
const MOST = 110_000;

const ascii = characters(0x20, 0x7e);
/** Letters of mathematics in italics: a browser takes them for single letters. */
const italics = characters(0x1d434, 0x1d467).replace("\u{1d455}", "ℎ") + characters(0x1d6fc, 0x1d71b);
const operators = "−·×÷±=<>≤≥≠≈∞∇∂∑∏∫√∛‖∣∥′″⊤⋅∘^ˆ¯⌊⌋⟨⟩…→←↦∈ℝ\u2061\u2062";
/** Greek letters of text, which lie in a file of their own. */
const greek = "αβγδεηθκλμνρστφωΔΣ";

/** What is cut from which file, and how: the axis of weight is kept in part or fixed. */
const faces = [
  { name: "sans", file: "@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2", text: (used) => used, axes: { wght: { min: 400, max: 700 } }, keep: ["kern", "tnum", "ccmp", "locl", "mark"] },
  { name: "sans-greek", file: "@fontsource-variable/source-sans-3/files/source-sans-3-greek-wght-normal.woff2", text: () => greek, axes: { wght: { min: 400, max: 700 } }, keep: ["kern"] },
  { name: "serif", file: "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2", text: (used) => used, axes: { wght: 600 }, keep: ["kern", "lnum"] },
  { name: "serif-greek", file: "@fontsource-variable/source-serif-4/files/source-serif-4-greek-wght-normal.woff2", text: () => "λημ", axes: { wght: 600 }, keep: ["kern"] },
  { name: "math", file: "@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2", text: () => ascii + italics + operators + greek, keep: ["ssty", "dtls", "flac", "ccmp"] },
];

function characters(from, to) {
  return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

/** Every character below the scripts of East Asia that the page may show. */
async function usedCharacters() {
  const texts = await Promise.all((await sources()).map((path) => readFile(path, "utf8")));
  const found = new Set([...texts.join(""), ...ascii]);
  return [...found].filter((c) => c.codePointAt(0) >= 0x20 && c.codePointAt(0) < 0x2c00).sort().join("");
}

async function sources() {
  const folders = ["locales", "src", ".", "../landscape"];
  const lists = await Promise.all(folders.map((folder) => readdir(join(web, folder), { recursive: folder === "src" })));
  return folders.flatMap((folder, i) => lists[i].filter((name) => /\.(json|ts|templ)$|surfaces?.*\.go$/.test(name)).map((name) => join(web, folder, name)));
}

async function cut({ name, file, text, axes, keep }, used) {
  const whole = await readFile(join(web, "node_modules", file));
  const face = await subset(whole, text(used), { targetFormat: "woff2", variationAxes: axes, keepFeatures: keep, noHinting: true });
  return { name, face };
}

const used = await usedCharacters();
const cuts = [];
for (const face of faces) cuts.push(await cut(face, used));
const bytes = cuts.reduce((sum, { face }) => sum + face.length, 0);
for (const { name, face } of cuts) console.log(`static/fonts/${name}.woff2  ${(face.length / 1000).toFixed(1)} kB`);
if (bytes > MOST) throw new Error(`the faces are of ${bytes} bytes, more than ${MOST}`);
await mkdir(out, { recursive: true });
for (const name of await readdir(out)) if (name !== "README") await rm(join(out, name), { recursive: true });
for (const { name, face } of cuts) await writeFile(join(out, `${name}.woff2`), face);
// The license goes where the faces go.
for (const { name, file } of faces.filter(({ name }) => !name.includes("-"))) {
  await copyFile(join(web, "node_modules", file, "..", "..", "LICENSE"), join(out, `${name}-license.txt`));
}
