import assert from "node:assert/strict";
import { test } from "node:test";
import { finenessOf, type Labelled, smoothPixels } from "./smooth-labels.ts";

/** Two basins, black and white, on either side of a condition; i and j count from the middle. */
function plane(isWhite: (i: number, j: number) => boolean, n = 64): Labelled {
  const labels = Uint8Array.from({ length: n * n }, (_, s) => (isWhite((s % n) - n / 2, Math.floor(s / n) - n / 2) ? 2 : 1));
  return { n, labels, colors: Float32Array.from({ length: 3 * n * n }, (_, k) => (labels[Math.floor(k / 3)] === 2 ? 255 : 0)) };
}

/** Where a column of the picture turns from white to black, from above, with parts of a pixel. */
function edges(pixels: Uint8ClampedArray, side: number): number[] {
  return Array.from({ length: side }, (_, u) => Array.from({ length: side }, (_, v) => pixels[4 * (v * side + u)]! / 255).reduce((a, b) => a + b, 0));
}

test("an edge between two basins is a line, and no stair of samples", () => {
  for (const slope of [0.5, 0.23, 0.1]) {
    const fine = 4;
    const white = plane((i, j) => j > slope * i + 0.3);
    assert.equal(finenessOf(white), fine);
    const side = 64 * fine;
    const found = edges(smoothPixels(white, fine), side);
    const inner = found.slice(side / 8, (7 * side) / 8);
    const jumps = inner.slice(1).map((edge, u) => Math.abs(edge - inner[u]!));
    assert.ok(Math.max(...jumps) < 1.2, `at ${slope} it jumps by ${Math.max(...jumps)} pixels; a sample has ${fine}`);
    const off = inner.map((edge, u) => Math.abs(edge - (inner[0]! + ((inner.at(-1)! - inner[0]!) * u) / (inner.length - 1))));
    assert.ok(Math.max(...off) < 0.55 * fine, `at ${slope} it is off the line by ${Math.max(...off)} pixels`);
  }
});

test("the edge is sharp, and what lies on either side keeps its colour", () => {
  const pixels = smoothPixels(plane((i) => i >= 0), 4);
  const row = Array.from({ length: 256 }, (_, u) => pixels[4 * (128 * 256 + u)]!);
  assert.ok(row.slice(0, 126).every((value) => value === 0) && row.slice(130).every((value) => value === 255), `${row.slice(120, 136)}`);
});

test("a basin of one sample stays, and rows are upside down, as images have them", () => {
  const pixels = smoothPixels(plane((i, j) => i === 3 && j === -5), 4);
  const [u, v] = [4 * (32 + 3) + 2, 256 - 1 - (4 * (32 - 5) + 2)];
  assert.equal(pixels[4 * (v * 256 + u)], 255);
  assert.equal(pixels.filter((value, k) => k % 4 === 0 && value > 0).length, 16);
});

test("a plane that is all edges is drawn less fine, and a large one no larger than it is", () => {
  assert.equal(finenessOf(plane((i, j) => (i * 7 + j * 3) % 5 === 0)), 2);
  assert.equal(finenessOf(plane((i) => i > 0, 512)), 2);
});
