// Copying the link. Plain http on a local network has no clipboard, and a
// loopback address works on this machine only: the dialog says so and helps.
import { byId, setText } from "../dom/dom.ts";
import { t } from "../words/words.ts";

/** What the link is made from, asked for when it is wanted. */
export interface Sharing {
  /** The path and query, with or without the step that the page stands at. */
  link(withStep: boolean): string;
  /** The step that the page stands at; null at the end of the runs. */
  step(): number | null;
  /** The address of this site on the local network, empty where none is known. */
  network: string;
}

/** Opens the dialog with the link by its button, and copies it. */
export function bindShare(sharing: Sharing): void {
  const dialog = byId<HTMLDialogElement>("share");
  const field = byId<HTMLInputElement>("share-link");
  const step = byId<HTMLInputElement>("share-step");
  const show = () => {
    field.value = absolute(sharing.link(step.checked), sharing.network, location);
  };
  step.addEventListener("change", show);
  byId("share-close").addEventListener("click", () => dialog.close());
  byId("share-copy").addEventListener("click", () => void copy(field));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId("share-open").addEventListener("click", () => {
    const k = sharing.step();
    byId("share-step").closest("label")!.hidden = k === null;
    step.checked = k !== null;
    if (k !== null) setText(byId("share-step-word"), t("share.step", { k }));
    show();
    tellOfLoopback(sharing.network);
    setText(byId("share-said"), "");
    dialog.showModal();
    void copy(field);
  });
}

/** The whole link, on the local network where this page is on loopback. */
export function absolute(path: string, network: string, here: Pick<Location, "origin" | "hostname">): string {
  return (isLoopback(here.hostname) && network ? new URL(network).origin : here.origin) + path;
}

/** Whether a host name means this machine and no other. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[?::1\]?)$|\.localhost$/.test(hostname);
}

function tellOfLoopback(network: string): void {
  const note = byId("share-local");
  note.hidden = !isLoopback(location.hostname);
  setText(note, t(network ? "share.local" : "share.local.alone"));
}

/** Writes the link to the clipboard, or selects it for the reader to copy. */
async function copy(field: HTMLInputElement): Promise<void> {
  const said = byId("share-said");
  try {
    await navigator.clipboard.writeText(field.value);
    setText(said, t("share.copied"));
  } catch {
    field.focus();
    field.select();
    setText(said, t("share.select"));
  }
}
