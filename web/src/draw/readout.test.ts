import { test } from "node:test";
import assert from "node:assert/strict";
import type { PointFacts } from "../wire/wire.ts";
import { type Side, cornerCard, markAt, ON_MARK, placeCard, pointText, readoutText, steady } from "./readout.ts";

const words = { down: "none: curves down", flat: "none: flat", nowhere: "not defined" };

function facts(changes: Partial<PointFacts> = {}): PointFacts {
  return { loss: -0.3125, gradient: [3, -4], hessian: [[2, 0], [0, -1]], eigenvalues: [2, -1], critical_rate: 1, ...changes };
}

test("numbers keep their digits, so that they do not jump", () => {
  assert.deepEqual([1, 1.25, -0.5, 1234.4, 0.00123].map((v) => steady(v)), ["1.000", "1.250", "−0.5000", "1234", "0.001230"]);
  assert.equal(steady(123456), "1.23\u00a0×\u00a010⁵");
  assert.equal(steady(-1.5e-9), "−1.50\u00a0×\u00a010⁻⁹");
  assert.equal(steady(12345, 3), "12300");
  assert.deepEqual([steady(0), steady(null), steady(Infinity)], ["0", "·", "·"]);
});

test("a point has the decimals that a pixel tells apart", () => {
  assert.equal(pointText([-1.2, 0.456], [0.02, 0.02]), "(−1.20, 0.46)");
  assert.equal(pointText([1.4142135, 2], [1e-5, 1e-5]), "(1.41421, 2.00000)");
});

test("the read-out says loss, gradient, its length, eigenvalues and the critical rate", () => {
  assert.deepEqual(readoutText(facts(), words), {
    loss: "−0.3125",
    gradient: "(3.00, −4.00)",
    slope: "5.000",
    eigenvalues: "2.00, −1.00",
    critical: "1.000",
  });
});

test("where there is no critical rate it says why", () => {
  const critical = (eigenvalues: PointFacts["eigenvalues"]) => readoutText(facts({ eigenvalues, critical_rate: null }), words).critical;
  assert.equal(critical([-0.5, -2]), "none: curves down");
  assert.equal(critical([0, 0]), "none: flat");
  assert.equal(critical([null, null]), "·");
  assert.equal(readoutText(facts({ gradient: [null, 1] }), words).slope, "·");
  assert.equal(readoutText(facts({ loss: null }), words).loss, "not defined");
});

const card = { width: 180, height: 130 };
const wide = { width: 768, height: 600 };

test("the card never leaves the map nor hides the pointer, wherever that is", () => {
  for (const room of [wide, { width: 366, height: 366 }, { width: 294, height: 294 }]) {
    let side: Side = [1, 1];
    for (let x = 0; x <= room.width; x += 6) {
      for (let y = 0; y <= room.height; y += 6) {
        const put = placeCard([x, y], card, room, side, [Math.sin(x), Math.cos(y)]);
        const { place: p } = put;
        side = put.side;
        assert.ok(p.x >= 0 && p.y >= 0 && p.x + p.width <= room.width && p.y + p.height <= room.height, `${x}, ${y} leaves`);
        assert.ok(x < p.x || x > p.x + p.width || y < p.y || y > p.y + p.height, `${x}, ${y} is hidden`);
      }
    }
  }
});

test("for keys the card lies in a corner away from what is looked at", () => {
  assert.deepEqual(cornerCard([60, 560], card, wide), { ...card, x: 582, y: 464 });
  assert.deepEqual(cornerCard([700, 560], card, wide), { ...card, x: 6, y: 6 });
  assert.deepEqual(cornerCard([384, 300], card, wide), { ...card, x: 582, y: 464 });
});

test("the card keeps its side until the arrow points under it", () => {
  assert.deepEqual(placeCard([300, 300], card, wide, [1, 1], [-1, 1]).side, [1, 1]);
  const moved = placeCard([300, 300], card, wide, [1, 1], [0.7, 0.7]);
  assert.ok(!(moved.side[0] === 1 && moved.side[1] === 1));
  assert.deepEqual(placeCard([300, 300], card, wide, moved.side, [-0.2, 0.98]).side, moved.side[0] === -1 && moved.side[1] === 1 ? [1, 1] : moved.side);
});

test("a place near a mark is about it: a saddle, the global minimum, or the lowest found, a local one", () => {
  const surface = { minima: [{ at: [1, 1] as [number, number], loss: -3, global: true }, { at: [1.05, 1] as [number, number], loss: -2, global: false }], saddles: [[0, 0]] as [number, number][], found: false, dimension: 2 };
  assert.deepEqual(markAt(surface, [0.05, -0.05], [0.01, 0.01]), { at: [0, 0], mark: "saddle" });
  assert.equal(markAt(surface, [1.01, 1], [0.01, 0.01])?.mark, "global");
  assert.equal(markAt(surface, [1.04, 1], [0.01, 0.01])?.mark, "local");
  assert.equal(markAt({ ...surface, found: true }, [1, 1], [0.01, 0.01])?.mark, "found");
  assert.equal(markAt(surface, [0.2, 0], [0.01, 0.01]), null, "20 px off");
  assert.equal(markAt(surface, [0.01, 0], [0.01, 0.01], ON_MARK), null, "an iterate 1 px off is not at it");
  assert.equal(markAt(surface, [1e-7, 0], [0.01, 0.01], ON_MARK)?.mark, "saddle");
  assert.deepEqual(markAt({ ...surface, dimension: 1 }, [0.05, 7], [0.01, 0.01]), { at: [0, 7], mark: "level" }, "of one weight it is no saddle, however high the pointer is");
  assert.equal(markAt({ ...surface, minima: [], saddles: [] }, [0, 0], [1, 1]), null);
});
