// Small helpers over the page's elements. The markup is the templates'; a
// script that misses its element is a mistake and says which.

/** The element with this id. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found as T;
}

/** The element with this id, where the page may be without it. */
export function maybe<T extends HTMLElement = HTMLElement>(id: string): T | null {
  return document.getElementById(id) as T | null;
}

/** The first match below an element. */
export function within<T extends Element = HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`no ${selector} here`);
  return found;
}

/**
 * Writes text only where it differs: no work, and nothing read out twice. A text
 * that is there already gets other letters: no node comes or goes, whose selectors
 * would be matched again from the root on.
 */
export function setText(element: Element, text: string): void {
  const only = element.childNodes.length === 1 ? element.firstChild : null;
  if (only instanceof Text && text !== "") {
    if (only.data !== text) only.data = text;
  } else if (element.textContent !== text) element.textContent = text;
}

/** Shows or hides an element, where that is to change. */
export function setHidden(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/** Writes an attribute only where it differs. */
export function setAttribute(element: Element, name: string, text: string): void {
  if (element.getAttribute(name) !== text) element.setAttribute(name, text);
}

/** A new element with a class and text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, className = "", text = ""): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  return element;
}

/** The data that the server embedded under this id. */
export function embedded<T>(id: string): T {
  return JSON.parse(byId(id).textContent ?? "null") as T;
}

/** Says what is wrong with a field beside it, or (empty) that nothing is. */
export function setError(field: HTMLElement, place: HTMLElement, message: string): void {
  setText(place, message);
  setHidden(place, message === "");
  if (message) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/** Whether the user is typing in a field, which is then not overwritten. */
export function isEditing(field: HTMLElement): boolean {
  return document.activeElement === field;
}

/** Shows the note that a part of the page could not be loaded; guard.ts has its words and the way to reload. */
export function tellMissing(): void {
  dispatchEvent(new Event("fault"));
}
