// What only a hand needs, such as menus, keys and the zoom of the map, is fetched once
// the first picture is drawn, or when a hand comes before it.
import { tellMissing } from "./dom.ts";

const HANDS = ["pointerdown", "keydown", "wheel"] as const;

const fetches = new Set<() => Promise<void>>();
let come = false;
/** The keys and the buttons that were pressed while what answers them was still to come. */
const early: KeyboardEvent[] = [];
const pressed = new Set<HTMLElement>();

/** Has this fetched when hands may come. */
export function forHands(fetch: () => Promise<void>): void {
  fetches.add(fetch);
}

/** Waits for the first hand. */
export function awaitHands(): void {
  for (const name of HANDS) addEventListener(name, handsCome, { capture: true, passive: true });
  addEventListener("keydown", remember, { capture: true });
  addEventListener("click", rememberButton, { capture: true });
}

/** Fetches what hands need, once; what did not come is asked for again by the next hand. */
export function handsCome(): void {
  if (come) return;
  come = true;
  const fetched = [...fetches].map((fetch) => fetch().then(() => fetches.delete(fetch))); // what has come is bound, and not bound again
  Promise.all(fetched).then(ready, () => ((come = false), tellMissing()));
}

/** A field or a button has its own use for a key, and has had it. */
function remember(event: KeyboardEvent): void {
  if (event.target === document.body) early.push(event);
}

/** What opens something may have no use for a press yet; other buttons have had it. */
function rememberButton({ target }: MouseEvent): void {
  const button = (target as Element).closest<HTMLElement>("button[aria-expanded]");
  if (button) pressed.add(button);
}

function ready(): void {
  removeEventListener("keydown", remember, { capture: true });
  removeEventListener("click", rememberButton, { capture: true });
  for (const name of HANDS) removeEventListener(name, handsCome, { capture: true });
  document.documentElement.dataset.hands = ""; // for those who look from outside
  for (const button of pressed) if (button.getAttribute("aria-expanded") === "false") button.click();
  for (const key of early) document.body.dispatchEvent(new KeyboardEvent("keydown", key));
}
