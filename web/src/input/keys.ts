// Keys for the lecture hall. None while a field has the focus, and none with
// a modifier: those are the browser's. The one table says which there are, what
// they do, and how the list of them names it.
import { LAYERS, type LayerName } from "../draw/layers.ts";

/** What the keys do. */
export interface KeyActions {
  toggle(): void;
  /** The beat of a lesson before or after. */
  turn(by: -1 | 1): void;
  step(n: number): void;
  choose(run: number): void;
  nudge(decades: number): void;
  restart(): void;
  layer(name: LayerName): void;
  layers(): void;
  relief(): void;
  heights(): void;
  arithmetic(): void;
  ensemble(): void;
  next(): void;
  previous(): void;
  predict(): void;
  full(): void;
  help(): void;
  escape(): void;
}

/** Keys that do the same thing, or the two ways of it. */
export interface KeyRow {
  /** As the browser names them; letters in lower case. */
  keys: readonly string[];
  /** As the list shows them, or the message that says it. */
  shown: readonly string[];
  /** The message that says what they do. */
  says: string;
  act(actions: KeyActions, key: string): void;
  /** It is about two weights: a curve of one has no use for it. */
  plane?: boolean;
}

/** All keys, in the order of their list. */
export const KEYS: readonly KeyRow[] = [
  { keys: [" "], shown: ["key.space"], says: "key.play", act: (a) => a.toggle() },
  { keys: ["PageUp", "PageDown"], shown: ["PgUp", "PgDn"], says: "key.beat", act: (a, key) => a.turn(key === "PageUp" ? -1 : 1) },
  { keys: ["ArrowLeft", "ArrowRight"], shown: ["←", "→"], says: "key.step", act: (a, key) => a.step(key === "ArrowLeft" ? -1 : 1) },
  { keys: ["1", "2", "3", "4", "5", "6"], shown: ["1", "…", "6"], says: "key.choose", act: (a, key) => a.choose(Number(key) - 1) },
  { keys: ["+", "=", "-", "−"], shown: ["+", "−"], says: "key.rate", act: (a, key) => a.nudge(key === "+" || key === "=" ? 0.1 : -0.1) },
  { keys: ["r"], shown: ["r"], says: "key.restart", act: (a) => a.restart() },
  ...LAYERS.flatMap(({ name, key, plane }): KeyRow[] => (key ? [{ keys: [key.key], shown: [key.key], says: key.says, plane, act: (a) => a.layer(name) }] : [])),
  { keys: ["l"], shown: ["l"], says: "map.layers", act: (a) => a.layers() },
  { keys: ["d"], shown: ["d"], says: "key.relief", plane: true, act: (a) => a.relief() },
  { keys: ["h"], shown: ["h"], says: "key.heights", plane: true, act: (a) => a.heights() },
  { keys: ["s"], shown: ["s"], says: "key.arithmetic", act: (a) => a.arithmetic() },
  { keys: ["x"], shown: ["x"], says: "key.ensemble", act: (a) => a.ensemble() },
  { keys: ["q"], shown: ["q"], says: "key.predict", act: (a) => a.predict() },
  { keys: ["n"], shown: ["n"], says: "key.next", act: (a) => a.next() },
  { keys: ["p"], shown: ["p"], says: "key.previous", act: (a) => a.previous() },
  { keys: ["f"], shown: ["f"], says: "key.full", act: (a) => a.full() },
  { keys: ["?"], shown: ["?"], says: "key.help", act: (a) => a.help() },
];

/** What a key does, by its name; undefined for one that does nothing. */
export function actionOf(key: string, actions: KeyActions): (() => void) | undefined {
  const row = KEYS.find(({ keys }) => keys.includes(key));
  return row && (() => row.act(actions, key));
}

/**
 * The key that was meant: a letter is the one printed on it, whatever is
 * written with it, since a keyboard may be set to Korean or hold its capitals.
 */
export function keyOf({ key, code }: Pick<KeyboardEvent, "key" | "code">): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter && !/^[\x20-\x7e]$/.test(key)) return letter.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Lets the page's keys do what they do, while no field has the focus. */
export function bindKeys(actions: KeyActions): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") return actions.escape();
    const key = keyOf(event);
    if (!keysOn() || isTaken(event.target, key)) return;
    const action = actionOf(key, actions);
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Binds the switches that turn the keys off: the display menu has one, and the list of keys. */
export function bindSwitches(): void {
  const switches = document.querySelectorAll<HTMLInputElement>("input.keys-on");
  const show = () => switches.forEach((box) => (box.checked = keysOn()));
  for (const box of switches) box.addEventListener("change", () => (setKeys(box.checked), show()));
  show();
}

const stored = "downhill.keys";
let on: boolean | null = null;

/** Whether keys work; a reader who talks to the machine switches them off, and it is remembered. */
export function keysOn(): boolean {
  return (on ??= read() !== "off");
}

/** Switches the keys on or off, and remembers it. */
export function setKeys(wanted: boolean): void {
  on = wanted;
  try {
    localStorage.setItem(stored, wanted ? "on" : "off");
  } catch {
    // a browser may keep nothing: then it holds until the page is left
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
}

/** Keys that move a slider, besides the arrows: a lecture's one alone, since two of them are a clicker's. */
const SLIDES = new Set(["Home", "End", "PageUp", "PageDown", "Enter"]);

/** Whether the focused element wants the key for itself. */
export function isTaken(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element) || target === document.body) return false;
  if (target.closest("dialog[open], textarea, select, [contenteditable]")) return true;
  const field = target.closest("input");
  if (field) return field.type !== "range" || key.startsWith("Arrow") || (SLIDES.has(key) && field.closest(".poll-pick") !== null);
  if (key === " " || key === "Enter") return Boolean(target.closest("button, a, summary"));
  return key.startsWith("Arrow") && Boolean(target.closest("[role=tablist], .map, .relief"));
}
