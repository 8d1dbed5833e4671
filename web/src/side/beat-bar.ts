// The beats of a lesson: which of them is shown, and the way to the one before and
// after.
import { make, setAttribute, setText, within } from "../dom/dom.ts";
import { t } from "../words/words.ts";

/** Where the buttons lead: beats, or empty. */
export interface Ways {
  before: string;
  after: string;
}

/** The row with a dot for each beat, between two buttons. */
export class BeatBar {
  private readonly previous: HTMLButtonElement;
  private readonly next: HTMLButtonElement;

  constructor(
    private readonly host: HTMLElement,
    turn: (by: -1 | 1) => void,
  ) {
    this.previous = within(host, "#beat-previous");
    this.next = within(host, "#beat-next");
    this.previous.addEventListener("click", () => turn(-1));
    this.next.addEventListener("click", () => turn(1));
  }

  /** Shows the place among so many beats; of none nothing is shown. */
  show(beat: number, beats: number, { before, after }: Ways): void {
    this.host.hidden = beats === 0;
    if (beats === 0) return;
    const count = within(this.host, "#beat-count");
    setText(within(count, ".beat-number"), `${beat} / ${beats}`);
    count.dataset.said = t("beat.count", { n: beat, of: beats });
    const dots = [...Array(beats).keys()].map((i) => make("i", i + 1 === beat ? "dot here" : i < beat ? "dot gone" : "dot"));
    within(count, ".dots").replaceChildren(...dots);
    this.name(this.previous, before, t(beat > 1 ? "beat.previous" : "lesson.previous"));
    this.name(this.next, after, t(beat < beats ? "beat.next" : "lesson.next"));
    setText(within(this.next, ".beat-word"), t(beat < beats ? "beat.on" : "beat.lesson"));
  }

  /** A button that leads nowhere keeps the focus: it is only said to be off. */
  private name(button: HTMLButtonElement, to: string, label: string): void {
    setAttribute(button, "aria-disabled", String(to === ""));
    setAttribute(button, "aria-label", label);
    button.title = label;
  }
}
