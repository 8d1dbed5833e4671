import assert from "node:assert/strict";
import { test } from "node:test";
import { Member } from "./member.ts";

/** A tab: what it keeps, and what it tells a page of how it came. */
class Tab {
  readonly kept: Map<string, string>;
  refuses = false;
  private listeners = new Map<string, () => void>();

  constructor(copied?: Tab) {
    this.kept = new Map(copied?.kept);
  }

  /** Loads a page that follows. */
  load(code = "ABCDEF", type = "navigate", wasDiscarded = false): Member {
    this.listeners = new Map();
    const { listeners } = this;
    const refuse = () => {
      if (this.refuses) throw new Error("refused");
    };
    Object.defineProperty(globalThis, "sessionStorage", {
      configurable: true,
      value: { getItem: (key: string) => (refuse(), this.kept.get(key) ?? null), setItem: (key: string, text: string) => (refuse(), this.kept.set(key, text)) },
    });
    Object.assign(globalThis, { document: { wasDiscarded }, addEventListener: (name: string, act: () => void) => listeners.set(name, act) });
    performance.getEntriesByType = (() => [{ type }]) as unknown as typeof performance.getEntriesByType;
    return new Member(code);
  }

  tell(event: "pagehide" | "pageshow"): void {
    this.listeners.get(event)?.();
  }
}

const answer = { question: "q", value: 3 };

test("a page that is loaded again is the same, and knows its answer", () => {
  const tab = new Tab();
  const first = tab.load();
  assert.match(first.name, /^\d+-\d+-\d+-\d+$/);
  assert.equal(first.answer, null);
  first.answer = answer;
  for (const [type, discarded, hides] of [["reload", false, true], ["reload", false, false], ["navigate", false, true], ["back_forward", false, true], ["navigate", true, false]] as const) {
    if (hides) tab.tell("pagehide");
    const again = tab.load("ABCDEF", type, discarded);
    assert.deepEqual([again.name, again.answer], [first.name, answer], `${type} ${discarded} ${hides}`);
  }
});

test("a copied tab is another page, however it is loaded the first time", () => {
  const tab = new Tab();
  const first = tab.load();
  first.answer = answer;
  for (const type of ["navigate", "back_forward"]) {
    const copy = new Tab(tab).load("ABCDEF", type);
    assert.notEqual(copy.name, first.name);
    assert.equal(copy.answer, null);
  }
  tab.load(); // the tab itself lets its page be seen again
  tab.tell("pagehide");
  tab.tell("pageshow");
  const shown = [...tab.kept.values()][0]!;
  assert.notEqual(JSON.parse(shown).name, new Tab(tab).load().name);
});

test("another lecture knows nothing of it", () => {
  const tab = new Tab();
  const first = tab.load();
  first.answer = answer;
  tab.tell("pagehide");
  const other = tab.load("GHIJKL", "reload");
  assert.notEqual(other.name, first.name);
  assert.equal(other.answer, null);
});

test("where nothing is kept, or something else, a page has a name all the same", () => {
  const refusing = new Tab();
  refusing.refuses = true;
  const member = refusing.load();
  member.answer = answer;
  assert.match(member.name, /^\d+-/);
  assert.deepEqual(member.answer, answer);
  for (const kept of ["{", "7", "null", '{"left":true}', '{"name":"<b>","left":true}', `{"name":"${"1".repeat(65)}","left":true}`]) {
    const tab = new Tab();
    tab.kept.set("downhill.live.ABCDEF", kept);
    assert.match(tab.load().name, /^\d+-\d+-\d+-\d+$/, kept);
  }
  const tab = new Tab();
  tab.kept.set("downhill.live.ABCDEF", '{"name":"1-2","left":true,"answer":{"question":"q","value":"x"}}');
  const page = tab.load();
  assert.deepEqual([page.name, page.answer], ["1-2", null]);
});
