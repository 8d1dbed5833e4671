// What the relief's heights are, in words, where they are not the loss itself.

import { shown } from "../words/numbers.ts";
import { t } from "../words/words.ts";
import type { Field } from "./field.ts";

/** One short sentence; empty where height is simply the loss. */
export function heightsNote({ scale, heightScale }: Field): string {
  const parts = [t(scale.log ? "relief.log" : "relief.linear")];
  const { cutAbove, cutBelow } = heightScale;
  if (cutAbove !== null && cutBelow !== null) parts.push(t("relief.cut.both", { above: shown(cutAbove, 2), below: shown(cutBelow, 2) }));
  else if (cutAbove !== null) parts.push(t("relief.cut.above", { above: shown(cutAbove, 2) }));
  else if (cutBelow !== null) parts.push(t("relief.cut.below", { below: shown(cutBelow, 2) }));
  return scale.log || parts.length > 1 ? parts.join("") : "";
}
