import { test } from "node:test";
import assert from "node:assert/strict";
import { showPace, showSeconds, steadyPace, timeOf, timesAsFast, type Pace } from "./pace.ts";

const LENGTHS = [1, 2, 5, 6, 12, 13, 14, 20, 52, 150, 1000, 5000];

/** The times at which a pace reaches the steps from 1 to n. */
function landings(pace: Pace, n: number): number[] {
  const times: number[] = [];
  for (let frame = 0; times.length < n && frame <= 60 * pace.seconds + 1; frame++) {
    while (times.length < n && pace.position(frame / 60) >= times.length + 1 - 1e-9) times.push(frame / 60);
  }
  return times;
}

test("a show takes 6 to 8 seconds, whatever its length, and ends at the last step", () => {
  for (const last of LENGTHS) {
    const pace = showPace(last);
    assert.ok(pace.seconds >= 6 && pace.seconds <= 8, `${last} steps take ${pace.seconds} s`);
    assert.ok(Math.abs(pace.position(pace.seconds) - last) < 1e-6 * last, `${last} steps end at ${pace.position(pace.seconds)}`);
    assert.ok(pace.position((last > 14 ? 0.99 : 0.5) * pace.seconds) < last, `${last} steps are over before`);
    assert.equal(pace.position(0), 0);
  }
  assert.deepEqual([1, 10, 100, 1000, 5000].map(showSeconds), [6, 6, 7, 8, 8]);
});

test("its first five steps are seen one by one: a glide, then a rest", () => {
  for (const pace of LENGTHS.map((last) => showPace(last)).concat(LENGTHS.map((last) => showPace(last, 5)))) {
    const last = Math.round(pace.position(pace.seconds));
    const times = landings(pace, Math.min(5, last));
    assert.equal(times.length, Math.min(5, last));
    times.forEach((time, i) => {
      const before = i === 0 ? 0 : times[i - 1]!;
      assert.ok(time - before > 0.39 || i === 0, `step ${i + 1} of ${last} comes ${time - before} s after the one before`);
      assert.ok(Number.isInteger(pace.position(time + 0.05)), `after step ${i + 1} of ${last} it rests`);
    });
  }
});

test("after them it only grows faster, and evenly: each tenth of a second by the same factor", () => {
  for (const last of [20, 150, 1000, 5000]) {
    const pace = showPace(last);
    const from = timeOf(pace, 5);
    const gone = Array.from({ length: 20 }, (_, i) => pace.position(from + 0.1 * (i + 1)) - pace.position(from + 0.1 * i));
    const factors = gone.slice(1).map((steps, i) => steps / gone[i]!);
    for (const factor of factors) assert.ok(factor >= 1 && Math.abs(factor - factors[0]!) < 1e-6, `${last}: ${factors}`);
    assert.ok(Math.abs(gone[0]! / 0.1 - 2) < 0.4, "it starts as fast as the steps before");
  }
});

test("it never goes back and never leaps at first", () => {
  for (const last of LENGTHS) {
    const pace = showPace(last);
    let before = 0;
    for (let frame = 0; frame <= 60 * pace.seconds; frame++) {
      const now = pace.position(frame / 60);
      assert.ok(now >= before);
      if (now < 6) assert.ok(now - before < 0.2, `${last}: from ${before} to ${now} in a frame`);
      before = now;
    }
  }
});

test("a steady pace does what it says", () => {
  const pace = steadyPace(90, 30);
  assert.deepEqual([pace.seconds, pace.position(0), pace.position(1), pace.position(2.5), pace.position(9)], [3, 0, 30, 75, 90]);
});

test("twice as fast takes half the time", () => {
  const pace = timesAsFast(showPace(150), 2);
  assert.equal(pace.seconds, showPace(150).seconds / 2);
  assert.equal(pace.position(2), showPace(150).position(4));
});

test("from any step it goes on at once, from where it stands", () => {
  for (const pace of [showPace(150), showPace(3), steadyPace(100, 30)]) {
    for (const position of [0, 0.4, 1, 2, 2.5]) {
      const time = timeOf(pace, position);
      assert.ok(Math.abs(pace.position(time) - position) < 1e-6);
      assert.ok(pace.position(time + 1 / 30) > position);
    }
  }
  assert.equal(timeOf(showPace(150), 150), showPace(150).seconds);
});
