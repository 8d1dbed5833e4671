// The styles of what opens later: they are no part of the first view.
import { byId } from "./dom.ts";

let coming: Promise<void> | null = null;

/** Fetches them once; a failure is forgotten, so that they are asked for again. */
export function laterStyles(): Promise<void> {
  coming ??= fetchStyles().catch((error: unknown) => {
    coming = null;
    throw error;
  });
  return coming;
}

function fetchStyles(): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = byId("sheet").dataset.later ?? "";
  return new Promise((resolve, reject) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      link.remove();
      reject(new Error(`${link.href} did not come`));
    });
    [...document.querySelectorAll("head > link[rel=stylesheet]")].at(-1)!.after(link); // what comes with a projector's page is among them too
  });
}
