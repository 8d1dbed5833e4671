import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
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
const answer = (id: number, path: string) => ({ id, path, query: "", preset: "two-wells", surface: { dimension: 2 } }) as unknown as ScenarioMessage;

/** A page that shows entries[0]; its requests count from 0. */
function page(): State {
  let asked = 0;
  const settings = { keys: {}, lessons: [], base: "", embed: false } as unknown as Settings;
  return new State(answer(-1, "/p/two-wells?lr=9"), settings, () => asked++, () => undefined);
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
