// The list of the keys; fetched, with its words, when it is first asked for.
import { byId, make } from "../dom/dom.ts";
import { KEYS } from "../input/keys.ts";
import { t } from "../words/words.ts";

/** The rows of keys that are about two weights. */
const ofPlane: HTMLElement[] = [];
let filled = false;

/** Opens the list. */
export function openKeys(): void {
  const dialog = byId<HTMLDialogElement>("keys");
  if (!filled) fill(dialog);
  filled = true;
  for (const part of ofPlane) part.hidden = byId("stage").dataset.mode === "1d";
  if (!dialog.open) dialog.showModal();
}

function fill(dialog: HTMLDialogElement): void {
  for (const { shown, says, plane } of KEYS) {
    const term = make("dt");
    term.append(...shown.map((key) => (key === "…" ? make("span", "", key) : make("kbd", "", key.startsWith("key.") ? t(key) : key))));
    const row = [term, make("dd", "", t(says))];
    byId("keys-list").append(...row);
    if (plane) ofPlane.push(...row);
  }
  byId("keys-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
