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

  /** Above the middle of the handle, on the page: it scrolls along. */
  private place(): void {
    const handle = [...document.querySelectorAll<HTMLInputElement>(HANDLE)].filter((each) => each.checkVisibility()).at(-1);
    this.note.hidden = !handle;
    if (!handle) return;
    const { left, top, width } = handle.getBoundingClientRect();
    const over = overButtons(top);
    this.note.style.left = `${scrollX + left + width / 2}px`;
    this.note.style.top = `${scrollY + over}px`;
    this.note.style.setProperty("--stem", `${top - over}px`);
  }
}

/** Where the note ends: above the buttons that stand right over the flags, if they do, else at the flags' top. */
function overButtons(top: number): number {
  const { top: from, bottom: to, height } = byId("transport").getBoundingClientRect();
  return height > 0 && to <= top && top - to < height ? from : top;
}
