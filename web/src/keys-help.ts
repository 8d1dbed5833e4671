// The list of the keys, and the switch that turns them off.
import { byId, make, maybe } from "./dom.ts";
import { KEYS, keysOn, setKeys } from "./keys.ts";
import { t } from "./words.ts";

/** Fills the list and binds the switches, of which the display menu has one too. */
export function bindKeysHelp(): void {
  const dialog = maybe<HTMLDialogElement>("keys");
  if (!dialog) return; // the page is the figure alone
  for (const { shown, says } of KEYS) {
    const term = make("dt");
    term.append(...shown.map((key) => (key === "…" ? make("span", "", key) : make("kbd", "", key === "space" ? t("key.space") : key))));
    byId("keys-list").append(term, make("dd", "", t(says)));
  }
  byId("keys-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  for (const box of switches()) box.addEventListener("change", () => (setKeys(box.checked), show()));
  show();
}

export function openKeys(): void {
  byId<HTMLDialogElement>("keys").showModal();
}

function show(): void {
  for (const box of switches()) box.checked = keysOn();
}

function switches(): NodeListOf<HTMLInputElement> {
  return document.querySelectorAll<HTMLInputElement>("input.keys-on");
}
