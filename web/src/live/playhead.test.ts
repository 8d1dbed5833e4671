import { test } from "node:test";
import assert from "node:assert/strict";
import { LONGEST_FRAME, Player } from "../play/player.ts";
import { goAlong, type Playhead, SentPlayhead } from "./playhead.ts";
import { ServerClock } from "./server-clock.ts";

/** Playheads stay together within so many seconds. */
const TOGETHER = 0.15;
/** A lecturer's page looks at what it shows every so many ms, and tells it anyway after so many. */
const [LOOK, BEAT] = [50, 2000];
/** Steps, and how many of them are played in a second. */
const [STEPS, SPEED] = [100, 10];

/** A page with a clock of its own: by how many ms it is ahead, and how many times as fast it goes; frame: the ms to its next one. */
interface Page {
  player: Player;
  ahead: number;
  rate: number;
  frame(ms: number): number;
}

/** A line: a message takes so many ms, which the page knows, and up to so many more. */
type Line = [least: number, more: number];

/** A lecture: what happens in it at which ms, when the follower joins and how its lines are. */
interface Lecture {
  lead?: Partial<Page>;
  follow?: Partial<Page>;
  joins?: number;
  up?: Line;
  down?: Line;
  acts: Record<number, (lead: Page, follow: Page) => void>;
}

function pageOf(more: Partial<Page> = {}): Page {
  const player = new Player();
  player.setLast(STEPS);
  player.setSpeed(String(SPEED));
  return { player, ahead: 0, rate: 1, frame: () => 16, ...more };
}

const clockOf = ({ ahead, rate }: Page, ms: number) => ms * rate + ahead;

/** Draws the frames of a page as they are due, as the figure does; tells whether it drew one. */
function drawer(page: Page): (ms: number) => boolean {
  let [next, before] = [0, clockOf(page, 0)];
  return (ms) => {
    if (ms < next) return false;
    const now = clockOf(page, ms);
    page.player.tick(Math.min(0.25, (now - before) / 1000), now);
    [next, before] = [ms + page.frame(ms), now];
    return true;
  };
}

/** What is on its way, in order: each takes what the line takes, and none overtakes another. */
function pipe<T>([least, more]: Line) {
  const all: { due: number; what: T }[] = [];
  let [random, last] = [1, 0];
  return {
    send(ms: number, what: T) {
      random = (random * 16807) % 2147483647;
      last = Math.max(last, ms + least + Math.round((more * random) / 2147483647));
      all.push({ due: last, what });
    },
    take: (ms: number) => (all[0] && all[0].due <= ms ? all.shift()!.what : null),
  };
}

/** Plays a lecture of so many ms, one by one; the most that the playheads were apart where the follower drew, in seconds, but for the moment after something was done. */
function apart(ms: number, { acts, joins = 0, up = [0, 0], down = [0, 0], ...pages }: Lecture): number {
  const [lead, follow] = [pageOf(pages.lead), pageOf(pages.follow)];
  const [drawLead, drawFollow] = [drawer(lead), drawer(follow)];
  const [sender, clock] = [new SentPlayhead(lead.player), new ServerClock()];
  const [upward, downward] = [pipe<Playhead>(up), pipe<{ state: Playhead; ago: number; now: number }>(down)];
  let [shown, sent, quiet, most] = ["", -BEAT, 0, 0];
  let newest: { state: Playhead; since: number } | null = null;
  const pass = (t: number) => newest && downward.send(t, { state: newest.state, ago: t - newest.since, now: t + 5e6 });
  for (let t = 0; t < ms; t++) {
    if (acts[t]) (acts[t](lead, follow), (quiet = t + 2 * LOOK + up[0] + up[1] + down[0] + down[1]));
    if (t === joins) (pass(t), (quiet = Math.max(quiet, t + down[0] + down[1] + 1)));
    drawLead(t);
    if (t % LOOK === 0) {
      const state = sender.at(clockOf(lead, t), true, up[0]);
      const now = JSON.stringify([state.playing, state.playing ? 0 : state.step]);
      if (now !== shown || t - sent >= BEAT || (state.playing && sender.strayed(clockOf(lead, t)))) ([shown, sent] = [now, t], sender.note(clockOf(lead, t)), upward.send(t, state));
    }
    for (let state = upward.take(t); state; state = upward.take(t)) (newest = { state, since: t - (state.ago ?? 0) }), t >= joins && pass(t);
    for (let m = downward.take(t); m; m = downward.take(t)) {
      const at = clockOf(follow, t);
      goAlong(follow.player, m.state, at - m.ago - clock.late(m.now, at) - down[0], at);
    }
    if (!drawFollow(t) || t < Math.max(quiet, joins)) continue;
    const there = lead.player.playing ? lead.player.position / SPEED + Math.min(LONGEST_FRAME, (clockOf(lead, t) - lead.player.ticked) / 1000) : lead.player.position / SPEED;
    const off = Math.abs(there - follow.player.position / SPEED);
    most = Math.max(most, lead.player.loop ? Math.min(off, STEPS / SPEED - off) : off);
  }
  return most;
}

const play = { 0: ({ player }: Page) => player.play() };

const lectures: Record<string, Lecture> = {
  "on one machine": { acts: play },
  "far away": { up: [90, 0], down: [140, 0], acts: play },
  "by lines that are late now and then": { up: [20, 30], down: [30, 400], acts: play },
  "joined late": { joins: 3700, down: [40, 0], acts: play },
  "paused, and played again": { up: [20, 5], down: [20, 5], acts: { ...play, 2000: (l) => l.player.pause(), 3500: (l) => l.player.play(), 5100: (l) => l.player.step(3), 6000: (l) => l.player.play() } },
  "with the playhead moved": { down: [20, 5], acts: { ...play, 2000: (l) => l.player.seek(70), 3010: (l) => l.player.seek(12), 4000: (l) => l.player.restart() } },
  "in a loop": { up: [20, 0], down: [30, 10], acts: { 0: (l, f) => ((l.player.loop = f.player.loop = true), l.player.play()) } },
  "with clocks that run apart": { lead: { ahead: 1e9, rate: 1.0003 }, follow: { ahead: -4e5, rate: 0.9997 }, up: [10, 3], down: [10, 3], acts: { 0: (l, f) => ((l.player.loop = f.player.loop = true), l.player.play()) } },
  "seen again after it was not": { follow: { frame: (ms) => (ms > 1000 && ms < 6000 ? 5300 : 16) }, down: [20, 0], acts: play },
  "led by a page that stumbles": { lead: { frame: (ms) => (ms > 2000 && ms < 5500 ? 900 : 40) }, follow: { frame: () => 30 }, up: [5, 0], down: [20, 0], acts: play },
  "followed by a slow page": { follow: { frame: () => 700 }, down: [20, 0], acts: play },
};

for (const [how, one] of Object.entries(lectures)) {
  test(`playheads stay together ${how}`, () => {
    const most = apart(how.includes("clocks") || how.includes("loop") ? 65_000 : 9500, one);
    assert.ok(most <= TOGETHER, `${most.toFixed(3)} s apart`);
  });
}

test("a page that lags is found out", () => {
  const behind = apart(9000, { up: [0, 0], down: [0, 0], acts: { ...play, 1000: (_, follow) => (follow.player.playAlong = () => {}), 4000: (l) => l.player.seek(20) } });
  assert.ok(behind > TOGETHER, `${behind}`);
});
