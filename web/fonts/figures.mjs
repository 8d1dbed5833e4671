// Packs the faces of the server's figures into server/draw/faces: whole ones, since a
// name or a course may have any letter. They come from npm in slices of some hundred
// characters each, and stay so: a figure unpacks only the slices that it writes with.
//
// The file is a number of bytes (uint32, big-endian) and so many bytes of JSON, which
// lists the slices: their face and weight, the ranges of characters, and where they
// lie in what follows, each a font of TrueType outlines compressed with Brotli.

import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import subset from "subset-font";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(web, "..", "server", "draw", "faces");
/** The file, in bytes. */
const MOST = 3_500_000;

/** Faces in the order in which a letter is looked for. */
const faces = [
  { name: "sans", package: "@fontsource-variable/source-sans-3", weights: [400, 600], slices: /-(latin|latin-ext|greek|greek-ext|cyrillic|vietnamese)-wght-normal/ },
  { name: "korean", package: "@fontsource-variable/noto-sans-kr", weights: [450], slices: /-wght-normal/ },
  { name: "math", package: "@fontsource/stix-two-math", weights: [400], slices: /-latin-400-normal/, only: "∇∂∑∏∫√∞≈≠≤≥±×÷·∥‖∈ℝ→←↦⟨⟩⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉˘˛ⁿ⅓⅔⅛⅜⅝⅞∼≒◈" },
  // The one letter of KS X 1001 that the Korean slices lack.
  { name: "korean-rest", package: "@fontsource-variable/noto-sans-jp", weights: [450], slices: /-wght-normal/, only: "隙" },
];

/** The characters of a package's slices, by file. */
async function slicesOf({ package: name, slices, only }) {
  const folder = join(web, "node_modules", name);
  const ranges = JSON.parse(await readFile(join(folder, "unicode.json"), "utf8"));
  const base = name.split("/")[1];
  return Object.entries(ranges).filter(([, text]) => !only || [...only].some((c) => charactersOf(text).includes(c)))
    .map(([id, text]) => ({ file: `${base}-${id.replace(/[[\]]/g, "")}`, text: only ?? charactersOf(text) }))
    .flatMap(({ file, text }) => ["wght-normal", "400-normal"].map((end) => ({ file: join(folder, "files", `${file}-${end}.woff2`), text })))
    .filter(({ file }) => slices.test(file));
}

/** The characters of a list like "U+0000-00FF, U+0131". */
function charactersOf(list) {
  return list.split(",").map((range) => {
    const [from, to = from] = range.trim().slice(2).split("-").map((hex) => parseInt(hex, 16));
    return Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
  }).join("");
}

/** The ranges of the characters that a font has, [from, to] each, by its table "cmap" (format 4 and 12). */
function rangesOf(font) {
  const found = new Set();
  const at = tableOf(font, "cmap");
  for (let i = 0; i < font.readUInt16BE(at + 2); i++) {
    const table = at + font.readUInt32BE(at + 8 + 8 * i);
    if (font.readUInt16BE(table) === 4) segments(font, table, found);
    if (font.readUInt16BE(table) === 12) groups(font, table, found);
  }
  const sorted = [...found].filter((c) => c >= 0x20 && c < 0xffff).sort((a, b) => a - b);
  const ranges = [];
  for (const c of sorted) {
    const last = ranges.at(-1);
    if (last && last[1] === c - 1) last[1] = c;
    else ranges.push([c, c]);
  }
  return ranges;
}

function segments(font, at, found) {
  const count = font.readUInt16BE(at + 6) / 2;
  for (let i = 0; i < count; i++) {
    const [to, from] = [font.readUInt16BE(at + 14 + 2 * i), font.readUInt16BE(at + 16 + 2 * count + 2 * i)];
    for (let c = from; c <= to; c++) found.add(c);
  }
}

function groups(font, at, found) {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const [from, to] = [font.readUInt32BE(at + 16 + 12 * i), font.readUInt32BE(at + 20 + 12 * i)];
    for (let c = from; c <= to; c++) found.add(c);
  }
}

function tableOf(font, name) {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    if (font.toString("latin1", 12 + 16 * i, 16 + 16 * i) === name) return font.readUInt32BE(20 + 16 * i);
  }
  throw new Error(`no table ${name}`);
}

const [list, bodies] = [[], []];
let at = 0;
for (const face of faces) {
  for (const { file, text } of await slicesOf(face)) {
    for (const weight of face.weights) {
      const variable = file.includes("-wght-");
      const font = Buffer.from(await subset(await readFile(file), text, { targetFormat: "truetype", ...(variable ? { variationAxes: { wght: weight } } : {}), noLayoutClosure: true, keepFeatures: [], noHinting: true }));
      const ranges = rangesOf(font);
      if (ranges.length === 0) continue;
      const body = brotliCompressSync(font, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: font.length } });
      list.push({ face: face.name, weight, ranges, from: at, bytes: body.length });
      bodies.push(body);
      at += body.length;
    }
  }
}
const index = Buffer.from(JSON.stringify(list));
const length = Buffer.alloc(4);
length.writeUInt32BE(index.length);
const whole = Buffer.concat([length, index, ...bodies]);
if (whole.length > MOST) throw new Error(`the faces of figures are of ${whole.length} bytes, more than ${MOST}`);
await mkdir(out, { recursive: true });
await writeFile(join(out, "figures.faces"), whole);
await copyFile(join(web, "node_modules", "@fontsource-variable/noto-sans-kr", "LICENSE"), join(out, "korean-license.txt"));
console.log(`server/draw/faces/figures.faces  ${(whole.length / 1000).toFixed(1)} kB, ${list.length} slices`);
