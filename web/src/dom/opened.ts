// Which panels are open in the column beside the map. The column says it in one
// attribute, data-open, by which the style sheets make room.
import { byId } from "./dom.ts";

/** Opens a panel of the column or closes it. */
export function setOpen(panel: HTMLElement, open: boolean): void {
  panel.hidden = !open;
  sayOpen(panel.id, open);
}

/** Says that something of the column is open, or is no more. */
export function sayOpen(what: string, open: boolean): void {
  const side = byId("side");
  const names = (side.dataset.open ?? "").split(" ").filter((name) => name !== "" && name !== what);
  if (open) names.push(what);
  if (names.length > 0) side.dataset.open = names.join(" ");
  else delete side.dataset.open;
}
