// What a file gives to others is said in a comment before it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const ROOT = "web/src";

/** Files that are not written by hand. */
const GENERATED = new Set(["wire/wire-types.ts"]);

test("every export has a line of doc", () => {
  const bare: string[] = [];
  for (const file of readdirSync(ROOT, { recursive: true }) as string[]) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts") || GENERATED.has(file)) continue;
    bare.push(...undocumented(readFileSync(join(ROOT, file), "utf8")).map((name) => `${file}: ${name}`));
  }
  assert.deepEqual(bare, [], "these have no line of doc before them");
});

test("a bare export is found, and a documented one is not", () => {
  assert.deepEqual(undocumented("/** A size in px. */\nexport const a = 1;\n\nexport async function b(): void {}\n// no doc\nexport type C = 1;"), ["b", "C"]);
});

/** The names of the exports that no doc comment stands before. */
function undocumented(text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, i) => {
    const name = /^export (?:abstract |async |declare )*(?:const|let|function\*?|class|interface|type|enum) (\w+)/.exec(line)?.[1];
    return name && !/\*\/\s*$/.test(lines[i - 1] ?? "") ? [name] : [];
  });
}
