// Copying the link. Plain http on a local network has no clipboard, and a
// loopback address works on this machine only: the dialog says so and helps.
// What else the dialog offers is fetched when it is first opened.
import { byId, setText, tellMissing } from "../dom/dom.ts";
import type { PageKeys } from "../link/page-keys.ts";
import { t, wordOr } from "../words/words.ts";

/** What a link is made from, asked for when it is wanted. */
export interface Sharing {
  /** The page's own keys, as they stand. */
  keys(): PageKeys;
  /** The path and query of what is shown, with these keys of the page. */
  link(keys: PageKeys): string;
  /** The path and query of the figure alone, for a frame. */
  frame(keys: PageKeys): string;
  /** The query of the link's QR code. */
  code(keys: PageKeys): string;
  /** The query of a figure, with keys of its own. */
  figure(keys: Record<string, string>): string;
  /** The query of the scenario, whole: what the API reads. */
  scenario(): string;
  /** The step that the page stands at; null at the end of the runs. */
  step(): number | null;
  /** The address of this site on the local network, empty where none is known. */
  network: string;
  /** Starts a lecture that others follow, and tells why there is none, empty where there is; null on a page that follows. */
  lecture: (() => Promise<string>) | null;
}

/** What the dialog offers beside the link. */
export interface ShareOptions {
  /** Another scene is to be shared: what it opens with is what is shown. */
  open(): void;
}

/** Makes the options, once their script and words have come; onChange gets the keys that are chosen. */
export type FetchOptions = (onChange: (keys: PageKeys) => void, copy: Copy) => Promise<ShareOptions>;

/** Copies a field's text, and says so in these words. */
export type Copy = (field: HTMLInputElement | HTMLTextAreaElement, said: string) => Promise<void>;

/** Opens the dialog with the link by its button, and copies it. */
export function bindShare(sharing: Sharing, fetchOptions: FetchOptions): void {
  const dialog = byId<HTMLDialogElement>("share");
  const field = byId<HTMLInputElement>("share-link");
  const show = (keys: PageKeys) => {
    field.value = absolute(sharing.link(keys), sharing.network, location);
  };
  let options: ShareOptions | undefined;
  byId("share-close").addEventListener("click", () => dialog.close());
  byId("share-copy").addEventListener("click", () => void copy(field, "share.copied"));
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId("share-open").addEventListener("click", () => {
    show(standing(sharing));
    tellOfLoopback(sharing.network);
    setText(byId("share-said"), "");
    dialog.showModal();
    void copy(field, "share.copied");
    if (options) options.open();
    else fetchOptions(show, copy).then((made) => (options = made).open(), tellMissing);
  });
}

/** The page's keys with the step that it stands at. */
export function standing(sharing: Sharing): PageKeys {
  const k = sharing.step();
  return { ...sharing.keys(), at: k === null ? "" : String(k) };
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
  setText(note, wordOr(network ? "share.local" : "share.local.alone", ""));
}

/** Writes a field to the clipboard, or selects it for the reader to copy. */
async function copy(field: HTMLInputElement | HTMLTextAreaElement, done: string): Promise<void> {
  const said = byId("share-said");
  try {
    await navigator.clipboard.writeText(field.value);
    setText(said, t(done));
  } catch {
    field.focus();
    field.select();
    setText(said, t("share.select"));
  }
}
