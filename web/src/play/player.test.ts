import { test } from "node:test";
import assert from "node:assert/strict";
import { Player } from "./player.ts";

function playerOf(last: number): Player {
  const player = new Player();
  player.setLast(last);
  return player;
}

test("it plays at the speed that the menu shows first, up to the most there is", () => {
  const player = new Player();
  assert.equal(player.speed, 30);
  player.speed = 1e9;
  assert.equal(player.speed, 1000);
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
  player.speed = 50;
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
  player.speed = 10;
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
  const player = new Player();
  assert.throws(() => (player.speed = 0), RangeError);
  player.speed = 5000;
  assert.equal(player.speed, 1000);
});
