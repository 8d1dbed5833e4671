// Light or dark: the reader's wish, unless the page was told otherwise.

export type ThemeName = "light" | "dark";

/** Whether the page is dark now. */
export function isDark(): boolean {
  const set = document.documentElement.dataset.theme;
  return set ? set !== "light" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Binds the button; onChange is called for the reader's switch of system too. */
export function bindTheme(button: HTMLElement | null, onChange: (chosen: ThemeName | null) => void): void {
  button?.addEventListener("click", () => {
    const name: ThemeName = isDark() ? "light" : "dark";
    setTheme(name);
    onChange(name);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => onChange(null));
}

/** Sets the theme, or (empty) leaves it to the system. */
export function setTheme(name: string): void {
  if (name === "light" || name === "dark") document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}
