// The list of the keys; fetched, with its words, when it is first asked for.
import { byId, make } from "../dom/dom.ts";
import { KEYS } from "../input/keys.ts";
import { t } from "../words/words.ts";

let filled = false;

/** Opens the list. */
export function openKeys(): void {
  const dialog = byId<HTMLDialogElement>("keys");
  if (!filled) fill(dialog);
  filled = true;
  if (!dialog.open) dialog.showModal();
}

function fill(dialog: HTMLDialogElement): void {
  for (const { shown, says } of KEYS) {
    const term = make("dt");
    term.append(...shown.map((key) => (key === "…" ? make("span", "", key) : make("kbd", "", key.startsWith("key.") ? t(key) : key))));
    byId("keys-list").append(term, make("dd", "", t(says)));
  }
  byId("keys-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}
