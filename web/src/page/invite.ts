// The invitation after the first show: a note at the flag of a rate, until a
// rate is dragged.
import { byId, make } from "../dom/dom.ts";
import { t } from "../words/words.ts";

/** How long the note takes to fade, in ms. */
const FADE = 400;

/** The rate that is pointed at: the good one of three. */
const HANDLE = '#ruler :is([data-run="0"], [data-run="1"])';

/** The hint that a rate can be dragged. */
export class Invitation {
  private readonly note = make("p", "invite", t("invite.drag"));
  private readonly stop = new AbortController();

  constructor(beckon: () => void) {
    document.documentElement.dataset.invite = "";
    document.body.append(this.note);
    addEventListener("resize", () => this.place(), { signal: this.stop.signal });
    this.place();
    beckon();
  }

  /** A rate was dragged: it has done its part. */
  end(): void {
    if (this.stop.signal.aborted) return;
    this.stop.abort();
    delete document.documentElement.dataset.invite;
    this.note.classList.add("gone");
    setTimeout(() => this.note.remove(), FADE);
  }

  /** At the middle of the handle, on the page: it scrolls along. */
  private place(): void {
    const handle = [...document.querySelectorAll<HTMLInputElement>(HANDLE)].filter((each) => each.checkVisibility()).at(-1);
    this.note.hidden = !handle;
    if (!handle) return;
    const { left, top, bottom, width } = handle.getBoundingClientRect();
    const middle = left + width / 2;
    const over = buttonsOver(middle, top);
    this.note.classList.toggle("below", !over);
    this.note.style.left = `${scrollX + middle}px`;
    this.note.style.top = `${scrollY + (over?.top ?? bottom)}px`;
    if (!over) return;
    this.note.style.setProperty("--stem", `${top - over.top}px`);
    this.note.style.setProperty("--from", `${over.from - over.top}px`);
    this.note.style.setProperty("--to", `${over.to - over.top}px`);
  }
}

/**
 * The row of buttons right over the flags, above which the note stands: its top, and from
 * where to where a button lies over x, all in px of the window. Null where there is no such
 * row: above the flags is what the lesson says, and the note goes below.
 */
function buttonsOver(x: number, flags: number): { top: number; from: number; to: number } | null {
  const { top, bottom, height } = byId("transport").getBoundingClientRect();
  if (height === 0 || bottom > flags || flags - bottom > height) return null;
  const boxes = [...document.querySelectorAll("#transport :is(button, select)")].map((each) => each.getBoundingClientRect());
  const hit = boxes.find(({ left, right }) => left <= x && x <= right);
  return { top, from: hit?.top ?? flags, to: hit?.bottom ?? flags };
}
