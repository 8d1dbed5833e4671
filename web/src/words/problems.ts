// Where an error is shown: beside the control whose key it names, and over the
// map where that control is not in sight.
import { moreWords } from "./catalogue.ts";
import { setError, setHidden, setText } from "../dom/dom.ts";
import { errorText } from "./errors.ts";
import type { ErrorMessage } from "../wire/wire.ts";
import { has } from "./words.ts";

/** Controls that show their own errors, by field; true where it was shown. */
export type OwnErrors = (error: ErrorMessage) => boolean;

/** The errors that are shown. */
export class Problems {
  private shown: string[] = [];
  /** Counts errors and corrections: an error whose words come after the next of them is not shown. */
  private version = 0;

  constructor(
    private readonly note: HTMLElement,
    private readonly own: OwnErrors,
  ) {}

  /** Says what is wrong, as soon as the page has the words for it. */
  report(error: ErrorMessage): void {
    const version = ++this.version;
    const say = () => version === this.version && this.show({ ...error, message: errorText(error) });
    if (has(`error.${error.kind}`)) say();
    else moreWords().then(say, say);
  }

  private show(error: ErrorMessage): void {
    const { field = "" } = error;
    this.clear();
    this.shown.push(field);
    const placed = this.own(error) || showParamError(field, error.message) || besideField(field, error.message);
    if (placed) return;
    setText(this.note, error.message);
    this.note.hidden = false;
  }

  /** The newest request fits: nothing is wrong any more. */
  clear(): void {
    this.version++;
    for (const field of this.shown.splice(0)) {
      if (!showParamError(field, "")) besideField(field, "");
    }
    setHidden(this.note, true);
  }
}

/** Shows an error beside the field of that id; true if a reader can see it. */
function besideField(key: string, message: string): boolean {
  const place = document.getElementById(`${key}-error`);
  if (!place) return false;
  const field = document.getElementById(key) ?? place;
  setError(field, place, message);
  return place.checkVisibility?.() ?? true;
}

/** Shows an error beside the control of a parameter; false where there is none. */
function showParamError(key: string, message: string): boolean {
  const [input, place] = [document.getElementById(`param-${key}`), document.getElementById(`${key}-error`)];
  if (!input || !place) return false;
  setError(input, place, message);
  return place.checkVisibility?.() ?? true;
}
