// The theme: the system's wish, or the light, dark or projector one. The dark
// colours are a style sheet of their own, and its media says when they hold, so
// that they are written once and apply before any script has run.
import { maybe } from "./dom.ts";

const THEMES = ["light", "dark", "projector"] as const;
/** A theme that a reader or a link chose. */
export type ThemeName = (typeof THEMES)[number];

/** The theme of this name; empty, the system's wish, for any other. */
export function themeNamed(name: string): ThemeName | "" {
  return THEMES.find((theme) => theme === name) ?? "";
}

/** The media under which the dark colours hold; the server writes the same. */
export function darkMedia(theme: ThemeName | ""): string {
  if (theme === "") return "(prefers-color-scheme: dark)";
  return theme === "dark" ? "all" : "not all";
}

/** Sets the theme, or (any other name) leaves it to the system. */
export function setTheme(name: string): void {
  const theme = themeNamed(name);
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  const dark = maybe<HTMLLinkElement>("dark");
  if (dark && dark.media !== darkMedia(theme)) dark.media = darkMedia(theme);
}

/** The theme that is seen: a chosen one, or the system's wish. */
export function shownTheme(): string {
  return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

/** Calls back when the system's wish changes, or the window comes to a size with larger letters on the map. */
export function watchTheme(onChange: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", onChange);
  let scale = mapScale();
  addEventListener("resize", () => {
    if (mapScale() === scale) return;
    scale = mapScale();
    onChange();
  });
}

function mapScale(): string {
  return getComputedStyle(document.documentElement).getPropertyValue("--map-scale");
}
