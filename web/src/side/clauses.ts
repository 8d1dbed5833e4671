// What a row says of how its run ended, where there is no room for all of it: it ends
// with a whole clause, and the rest is read when the row's words have the focus.

/** So long the words have to rest, in ms: while they follow a hand they lay nothing out. */
const REST = 150;

/** A line of letters, or what holds it. */
type Line = Pick<DOMRect, "top" | "right" | "bottom">;

/** How many of the clauses, each given by its lines, are seen whole in a box; size is that of the letters, whose line is higher. */
export function wholeClauses(box: Pick<DOMRect, "right" | "bottom">, clauses: readonly (readonly Line[])[], size: number): number {
  const seen = ({ top, right, bottom }: Line) => right <= box.right + 1 && (top + bottom + size) / 2 <= box.bottom + 1;
  const cut = clauses.findIndex((lines) => !lines.every(seen));
  return cut < 0 ? clauses.length : cut;
}

/** Keeps it so, whatever the rows say and however large they are. */
export function keepClausesWhole(host: HTMLElement): void {
  let waiting = 0;
  const rest = () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => refit(host), REST);
  };
  new MutationObserver(rest).observe(host, { childList: true, characterData: true, subtree: true });
  new ResizeObserver(rest).observe(host);
  document.fonts.addEventListener("loadingdone", rest);
  host.addEventListener("focusin", () => raise(readIn(host), host));
  host.addEventListener("focusout", ({ target }) => endings(host).includes(target as HTMLElement) && lower(target as HTMLElement));
  rest();
}

function endings(host: HTMLElement): HTMLElement[] {
  return [...host.querySelectorAll<HTMLElement>(".outcome")];
}

/** The one that is being read, which shows all. */
function readIn(host: HTMLElement): HTMLElement | undefined {
  return endings(host).find((ending) => ending === document.activeElement);
}

function refit(host: HTMLElement): void {
  fit(endings(host));
  raise(readIn(host), host);
}

function clausesOf(ending: HTMLElement): HTMLElement[] {
  return [...ending.querySelectorAll<HTMLElement>(".outcome-rest > :not(.joint)")];
}

/** All are measured before one is changed, so that the page is laid out once. */
function fit(endings: HTMLElement[]): void {
  const rows = endings.filter((ending) => ending !== document.activeElement && ending.checkVisibility());
  for (const ending of rows) for (const clause of clausesOf(ending)) clause.classList.remove("unseen");
  const counts = rows.map(countWhole);
  rows.forEach((ending, i) => leaveOut(ending, counts[i]!));
}

function countWhole(ending: HTMLElement): number {
  const lines = clausesOf(ending).map((clause) => {
    const letters = document.createRange();
    letters.selectNodeContents(clause);
    return [...letters.getClientRects()].filter(({ width }) => width > 0);
  });
  return wholeClauses(ending.getBoundingClientRect(), lines, parseFloat(getComputedStyle(ending).fontSize));
}

function leaveOut(ending: HTMLElement, from: number): void {
  const clauses = clausesOf(ending);
  clauses.forEach((clause, i) => clause.classList.toggle("unseen", i >= from));
  ending.classList.toggle("shortened", from < clauses.length);
  if (from < clauses.length) ending.tabIndex = -1; // a press gives it the focus; it is no stop of Tab, and who listens hears all of it
  else ending.removeAttribute("tabindex");
}

/** Below the last row there is no room: its words are moved up. */
function raise(ending: HTMLElement | undefined, host: HTMLElement): void {
  if (!ending) return;
  ending.style.translate = "";
  const last = Math.max(0, ...clausesOf(ending).map((clause) => clause.getBoundingClientRect().bottom));
  const over = last - host.getBoundingClientRect().bottom;
  if (over > 0) ending.style.translate = `0 ${-Math.ceil(over) - 2}px`;
}

/** Its words may be others than those it was fitted to. */
function lower(ending: HTMLElement): void {
  ending.style.translate = "";
  fit([ending]);
}
