// Where an error is told: beside the control whose key it names, and over the
// map where that control is not in sight.
import { setError, setText } from "./dom.ts";
import { showParamError } from "./params.ts";
import type { ErrorMessage } from "./wire.ts";

/** Controls that show their own errors, by field; true where it was shown. */
export type OwnErrors = (error: ErrorMessage) => boolean;

export class Problems {
  private shown: string[] = [];

  constructor(
    private readonly note: HTMLElement,
    private readonly own: OwnErrors,
  ) {}

  show(error: ErrorMessage): void {
    this.clear();
    this.shown.push(error.field);
    const placed = this.own(error) || showParamError(error.field, error.message) || besideField(error.field, error.message);
    if (placed) return;
    setText(this.note, error.message);
    this.note.hidden = false;
  }

  /** The newest request fits: nothing is wrong any more. */
  clear(): void {
    for (const field of this.shown.splice(0)) {
      if (!showParamError(field, "")) besideField(field, "");
    }
    this.note.hidden = true;
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
