import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import fallen from "../../../testdata/fallen-keys.json";
import { State, type Settings } from "./state.ts";
import type { ScenarioMessage } from "../wire/wire.ts";

/** The browser's history: each entry's address. */
let entries: string[] = [];

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  entries = ["/p/two-wells?lr=9"];
  const [pathname = "", search = ""] = entries[0]!.split("?");
  Object.assign(globalThis, {
    location: { pathname, search: `?${search}`, host: "" },
    history: {
      replaceState: (_data: unknown, _title: string, link: string) => (entries[entries.length - 1] = link),
      pushState: (_data: unknown, _title: string, link: string) => entries.push(link),
    },
    document: { documentElement: { dataset: {} }, querySelector: () => null },
  });
});

/** The server's answer to a request, with the canonical link. */
const answer = (id: number, path: string) => ({ id, path, query: "", preset: "two-wells", surface: { dimension: 2 }, runs: [], steps: 100 }) as unknown as ScenarioMessage;

/** A page that shows entries[0]; its requests count from 0, and are noted with whether a hand holds something. */
function page(held: boolean[] = [], surface: object = { dimension: 2 }): State {
  const settings = { keys: {}, lessons: [], base: "", embed: false } as unknown as Settings;
  return new State({ ...answer(-1, "/p/two-wells?lr=9"), surface } as ScenarioMessage, settings, (_, holds) => held.push(holds) - 1, () => undefined);
}

test("a key of the page that waits to be written does not end the gesture whose answer is under way", () => {
  const state = page();
  state.setPage({ at: "3" });
  const id = state.change({ lr: "0.5" });
  mock.timers.tick(1000);
  state.take(answer(id, "/p/two-wells"));
  mock.timers.tick(1000);
  assert.deepEqual(entries, ["/p/two-wells?lr=9", "/p/two-wells?at=3"], "one entry, with the server's own link");
});

test("a key of the page that waits is written although what was typed has an error", () => {
  const state = page();
  state.setPage({ at: "3" });
  state.change({ lr: "x" });
  mock.timers.tick(1000);
  state.fail();
  mock.timers.tick(1000);
  assert.deepEqual(entries, ["/p/two-wells?lr=9&at=3"]);
});

test("a page that follows shows what a link says in its own theme, and leaves its address", () => {
  const state = page();
  state.settings.live = "ABCDEF";
  state.setPage({ theme: "dark", zoom: "0,1,0,1" });
  state.follow("/p/two-wells?lr=0.5&mode=3d&theme=light");
  assert.equal(state.asked, -1, "nothing is asked for");
  assert.deepEqual([state.place, state.page.mode, state.page.theme, state.page.zoom ?? ""], [{ preset: "two-wells", query: "lr=0.5" }, "3d", "dark", ""]);
  state.displace(9);
  state.take(answer(state.asked, "/p/two-wells?lr=0.5"));
  mock.timers.tick(1000);
  assert.deepEqual(entries, ["/p/two-wells?lr=9"]);
});

test("the right to lead stays in the address, and is in no link", () => {
  const state = page();
  state.setFragment("#lecture=ABCDEF.0");
  state.setPage({ at: "3", hide: "chart" });
  state.end();
  mock.timers.tick(1000);
  assert.deepEqual(entries, ["/p/two-wells?lr=9&at=3&hide=chart#lecture=ABCDEF.0"]);
  assert.equal(state.link(), "/p/two-wells?lr=9&at=3&hide=chart");
  assert.equal(state.followed(), "/p/two-wells?lr=9");
});

test("nothing is held any more once a gesture is over, by a hand or by keys", () => {
  for (const delay of [0, 700]) {
    const state = page();
    state.change({ lr: "0.5" }, true);
    assert.equal(state.held, true);
    state.end(delay);
    mock.timers.tick(delay + 1);
    assert.equal(state.held, false, `${delay} ms`);
  }
});

test("of a network what was asked for under a hand is asked for again once it lets go: its plane waited for that", () => {
  for (const [surface, asked] of [[{ dimension: 2 }, [true]], [{ dimension: 2, network: {} }, [true, false]]] as const) {
    const held: boolean[] = [];
    const state = page(held, surface);
    state.change({ lr: "0.5" }, true);
    state.end();
    mock.timers.tick(1);
    assert.deepEqual(held, asked);
  }
});

test("a gesture that begins before the one by keys is over is held until its own end", () => {
  const state = page();
  state.change({ lr: "0.5" }, true);
  state.end(700);
  mock.timers.tick(300);
  state.change({ lr: "0.6" }, true);
  mock.timers.tick(1000);
  assert.equal(state.held, true);
  state.end();
  mock.timers.tick(1);
  assert.equal(state.held, false);
});

// The server's tests read the same file: a link of a lesson loses the same keys there.
test("another surface, optimizer or schedule takes with it the keys that it takes from a link", () => {
  const keysOf = (query: string) => query.split("&").map((pair) => pair.replace(/=.*/, ""));
  const changes: Record<keyof typeof fallen.falls, (state: State) => void> = {
    "surface=bowl": (state) => state.chooseSurface({ surface: "bowl" }),
    "f=x^2": (state) => state.chooseSurface({ f: "x^2" }),
    "opt=adam": (state) => state.chooseOptimizers(["adam"]),
    "schedule=cosine": (state) => state.chooseSchedule("cosine"),
  };
  for (const [change, falls] of Object.entries(fallen.falls)) {
    const state = page();
    state.place = { preset: "", query: fallen.query };
    changes[change as keyof typeof changes](state);
    const left = keysOf(state.place.query);
    assert.deepEqual(keysOf(fallen.query).filter((key) => !left.includes(key)), falls, change);
  }
});
