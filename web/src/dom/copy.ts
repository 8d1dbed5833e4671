// Copying mathematics. A formula that is copied whole is the text that it was
// made of; a part of one, and any other mathematics, is written as text that
// the formula field reads.
import { mathText } from "./math-text.ts";

/** The attribute of a math element that holds the text that it was made of. */
export const source = "data-formula";

/** Puts readable text on the clipboard whenever mathematics is copied. */
export function bindCopy(): void {
  document.addEventListener("copy", (event) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const chosen = getSelection();
    const text = chosen && !chosen.isCollapsed && chosen.rangeCount ? copied(chosen.getRangeAt(0)) : null;
    if (text === null || !event.clipboardData) return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
  });
}

/** The text of a range with mathematics in it; null where there is none. */
function copied(range: Range): string | null {
  const common = range.commonAncestorContainer;
  const around = common instanceof Element ? common : common.parentElement;
  const inner = range.cloneContents();
  if (around?.closest("math")) {
    const piece = around.cloneNode() as Element;
    piece.append(inner);
    return textOf(piece, around.closest("math")!).trim();
  }
  const originals = [...document.querySelectorAll("math")].filter((math) => range.intersectsNode(math));
  const clones = inner.querySelectorAll("math");
  if (!originals.length || clones.length !== originals.length) return null;
  clones.forEach((clone, i) => {
    const lines = document.createElement("pre");
    lines.textContent = textOf(clone, originals[i]!);
    clone.replaceWith(lines);
  });
  return shown(inner).trim();
}

/** The text of mathematics that was copied from an original, which has a source. */
function textOf(clone: Element, original: Element): string {
  const whole = clone.textContent === original.textContent;
  return (whole && original.getAttribute(source)) || mathText(clone);
}

/** The text of a fragment as it would stand on the page, block below block. */
function shown(fragment: DocumentFragment): string {
  const place = document.createElement("div");
  place.className = "visually-hidden";
  place.setAttribute("aria-hidden", "true");
  place.append(fragment);
  for (const named of place.querySelectorAll("[id]")) named.removeAttribute("id");
  document.body.append(place);
  const text = place.innerText;
  place.remove();
  return text;
}
