// What only a hand needs, such as menus, keys and the zoom of the map, is fetched once
// the first picture is drawn, or when a hand comes before it.
import { tellMissing } from "./dom.ts";

const HANDS = ["pointerdown", "keydown", "wheel"] as const;

const fetches: (() => Promise<void>)[] = [];
let come = false;
/** The keys that were pressed while what answers keys was still to come. */
const early: KeyboardEvent[] = [];

/** Has this fetched when hands may come. */
export function forHands(fetch: () => Promise<void>): void {
  fetches.push(fetch);
}

/** Waits for the first hand. */
export function awaitHands(): void {
  for (const name of HANDS) addEventListener(name, handsCome, { capture: true, passive: true, once: true });
  addEventListener("keydown", remember, { capture: true });
}

/** Fetches what hands need, once. */
export function handsCome(): void {
  if (come) return;
  come = true;
  Promise.all(fetches.map((fetch) => fetch())).then(ready, tellMissing);
}

/** A field or a button has its own use for a key, and has had it. */
function remember(event: KeyboardEvent): void {
  if (event.target === document.body) early.push(event);
}

function ready(): void {
  removeEventListener("keydown", remember, { capture: true });
  document.documentElement.dataset.hands = ""; // for those who look from outside
  for (const key of early) document.body.dispatchEvent(new KeyboardEvent("keydown", key));
}
