import assert from "node:assert/strict";
import { test } from "node:test";
import { wholeClauses } from "./clauses.ts";

const line = (top: number, right = 90) => ({ top, right, bottom: top + 20 });
const box = { right: 100, bottom: 60 };

test("clauses are seen whole up to the first that is cut, below or beside", () => {
  assert.equal(wholeClauses(box, [[line(0)], [line(20), line(40)]], 16), 2);
  assert.equal(wholeClauses(box, [[line(0)], [line(40), line(60)], [line(20)]], 16), 1, "none after it");
  assert.equal(wholeClauses(box, [[line(0, 104)]], 16), 0);
  assert.equal(wholeClauses(box, [], 16), 0);
});

test("a line's box may reach over the edge by what is no letter of it", () => {
  assert.equal(wholeClauses(box, [[line(42)]], 16), 1);
  assert.equal(wholeClauses(box, [[line(46)]], 16), 0);
});
