// What the relief's heights are, in words, with a button that changes it.

import type { LabelBox } from "../draw/labels.ts";
import { shown } from "../words/numbers.ts";
import { t } from "../words/words.ts";
import type { Field } from "./field.ts";

/** The note at the foot of the relief. */
export class HeightsNote {
  private readonly text = document.createElement("span");
  private readonly button = document.createElement("button");
  private readonly note = document.createElement("p");

  constructor(host: HTMLElement, change: () => void) {
    const { note } = this;
    note.className = "relief-heights";
    this.button.type = "button";
    this.button.className = "chip relief-change";
    this.button.addEventListener("click", change);
    this.button.addEventListener("pointerdown", (event) => event.stopPropagation()); // it does not turn the relief
    note.append(this.text, this.button);
    host.append(note);
  }

  /** Where it lies over the relief, in px. */
  get box(): LabelBox {
    const { offsetLeft: x, offsetTop: y, offsetWidth: width, offsetHeight: height } = this.note;
    return { x, y, width, height };
  }

  /** Says what height is on a field; where it can be but one thing there is no button. */
  show(field: Field): void {
    this.text.textContent = heightsText(field);
    this.button.textContent = t(field.heightScale.log ? "relief.true" : "relief.log.show");
    this.button.hidden = !field.scale.log;
  }
}

/** One short sentence. */
export function heightsText({ heightScale }: Field): string {
  const { log, cutAbove, cutBelow } = heightScale;
  const parts = [t(log ? "relief.log" : "relief.linear")];
  if (cutAbove !== null && cutBelow !== null) parts.push(t("relief.cut.both", { above: shown(cutAbove, 2), below: shown(cutBelow, 2) }));
  else if (cutAbove !== null) parts.push(t("relief.cut.above", { above: shown(cutAbove, 2) }));
  else if (cutBelow !== null) parts.push(t("relief.cut.below", { below: shown(cutBelow, 2) }));
  return parts.join("");
}
