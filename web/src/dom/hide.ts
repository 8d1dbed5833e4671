// The panels that a link takes away, for slides.

/** What `hide` may name; `runs` is the whole side beside the stage, with the ruler. */
const PANELS = ["header", "story", "cards", "chart", "transport", "tools", "outcomes", "tracks", "ruler", "runs"] as const;
/** A panel that can be taken away. */
export type Panel = (typeof PANELS)[number];

/** Reads the key `hide`; what is no panel is left out (the server reads it the same way). */
export function parseHide(text: string | undefined): Panel[] {
  const named = (text ?? "").split(",").map((name) => (name === "text" ? "story" : name)); // as it was once called
  return PANELS.filter((panel) => named.includes(panel));
}

/** Takes the panels away: the style sheet does it, by the root's attribute. */
export function hidePanels(panels: readonly Panel[]): void {
  const { dataset } = document.documentElement;
  if (panels.length > 0) dataset.hide = panels.join(" ");
  else delete dataset.hide;
}
