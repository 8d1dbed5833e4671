import { test } from "node:test";
import assert from "node:assert/strict";
import { showPace, showSeconds } from "./pace.ts";
import { Player } from "./player.ts";

function playerOf(last: number): Player {
  const player = new Player();
  player.setLast(last);
  return player;
}

test("it plays a show where nothing else is set, and never faster than the most there is", () => {
  const player = playerOf(150);
  player.play();
  player.tick(2.5);
  assert.equal(player.k, 5);
  player.tick(showSeconds(150) - 2.5);
  assert.deepEqual([player.position, player.playing], [150, false]);
  player.setSpeed("1000000");
  player.play();
  player.tick(0.1);
  assert.ok(Math.abs(player.position - 100) < 1e-6);
});

test("a playhead at the end stays there while runs grow or shrink", () => {
  const player = playerOf(100);
  assert.equal(player.k, 100);
  player.setLast(40);
  assert.equal(player.k, 40);
  player.setLast(150);
  assert.equal(player.k, 150);
});

test("a playhead in the middle stays where it is", () => {
  const player = playerOf(100);
  player.seek(30);
  player.setLast(150);
  assert.equal(player.k, 30);
  player.setLast(10);
  assert.equal(player.k, 10);
});

test("playing walks by speed and stops at the end", () => {
  const player = playerOf(100);
  player.setSpeed("50");
  player.play();
  assert.equal(player.position, 0, "from the start, since all was played");
  assert.ok(player.tick(0.5));
  assert.equal(player.position, 25);
  player.tick(10);
  assert.deepEqual([player.position, player.playing], [100, false]);
  assert.ok(!player.tick(1));
});

test("a loop starts again and keeps its pace", () => {
  const player = playerOf(10);
  player.setSpeed("10");
  player.loop = true;
  player.play();
  player.tick(1.25);
  assert.ok(Math.abs(player.position - 2.5) < 1e-9);
  assert.ok(player.playing);
});

test("a step is whole, pauses, and stays within the runs", () => {
  const player = playerOf(10);
  player.seek(4.6);
  player.play();
  player.step(1);
  assert.deepEqual([player.position, player.playing], [5, false]);
  player.step(-20);
  assert.equal(player.k, 0);
  player.seek(NaN);
  assert.equal(player.k, 0);
});

test("there is nothing to play in a run of one iterate", () => {
  const player = playerOf(0);
  player.loop = true;
  player.play();
  assert.ok(!player.playing);
});

test("a speed that is not above zero is refused", () => {
  for (const text of ["0", "x0", "-1", "fast", "x"]) assert.throws(() => new Player().setSpeed(text), RangeError, text);
});

test("a speed that is set while it plays goes on from where it stands", () => {
  const player = playerOf(100);
  player.play();
  player.tick(2.6);
  const { position } = player;
  player.setSpeed("10");
  player.tick(1);
  assert.ok(Math.abs(player.position - position - 10) < 1e-6);
});

test("runs that grow while it plays are played to their end", () => {
  const player = playerOf(20);
  player.setSpeed("10");
  player.play();
  player.tick(1);
  player.setLast(40);
  player.tick(1);
  assert.ok(Math.abs(player.position - 20) < 1e-6 && player.playing);
});

test("nothing is told of what has not been played, until the end is seen", () => {
  const player = playerOf(10);
  assert.equal(player.hidesFuture, false);
  player.play();
  player.tick(1);
  player.pause();
  assert.equal(player.hidesFuture, true, "paused in the middle");
  player.step(1);
  assert.equal(player.hidesFuture, true, "stepping on");
  player.step(100);
  assert.equal(player.hidesFuture, false, "at the end");
  player.step(-3);
  assert.equal(player.hidesFuture, false, "going back over what was seen");
});

test("it waits at the start for what is to come", () => {
  const player = new Player();
  player.hold();
  player.setLast(40);
  player.setLast(100);
  assert.deepEqual([player.position, player.hidesFuture], [0, true]);
  player.toEnd();
  assert.deepEqual([player.position, player.hidesFuture], [100, false]);
});

test("it plays along with another playhead, by when that was where", () => {
  const player = playerOf(100);
  player.setSpeed("10");
  player.playAlong(2, null, 1000, 1500);
  assert.deepEqual([player.position, player.playing, player.hidesFuture], [25, true, true]);
  player.tick(0.25, 2500);
  assert.equal(player.position, 35, "time that no frame was drawn in has passed all the same");
  player.playAlong(3.96, null, 3000, 3000);
  player.tick(0, 3000);
  assert.equal(player.position, 40, "a few hundredths of a second apart are let be");
  player.playAlong(5, null, 3000, 3000);
  assert.equal(player.position, 50);
  player.playAlong(3, 6, 3000, 3000);
  assert.equal(player.position, showPace(100, 6).position(3), "of a show of six seconds");
  player.tick(0, 6000);
  assert.ok(player.atEnd && !player.playing);
});

test("it plays along in a loop, and at another speed", () => {
  const player = playerOf(100);
  player.setSpeed("10");
  player.loop = true;
  player.playAlong(9.9, null, 0, 0);
  player.tick(0, 200);
  assert.ok(Math.abs(player.position - 1) < 1e-6);
  player.playAlong(9.93, null, 0, 200);
  assert.ok(Math.abs(player.position - 1) < 1e-6, "the other is at the end still, which is near");
  player.setSpeed("20");
  player.playAlong(0.06, null, 210, 210);
  player.tick(0, 1200);
  assert.ok(Math.abs(player.position - 21) < 1, `${player.position}`);
});

test("a hand ends playing along", () => {
  for (const hand of [(p: Player) => p.pause(), (p: Player) => p.seek(30), (p: Player) => p.restart(), (p: Player) => (p.pause(), p.play())]) {
    const player = playerOf(100);
    player.setSpeed("10");
    player.playAlong(2, null, 0, 0);
    hand(player);
    const before = player.position;
    player.tick(0, 5000);
    assert.equal(player.position, before);
  }
});
