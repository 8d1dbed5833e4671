// Full screen, where the browser has it. Most do: the header keeps room for its
// button from the first paint, so that nothing moves when the script comes.

/** Binds the buttons; onToggle is called after one was pressed. */
export function bindFullScreen(buttons: Iterable<HTMLElement>, onToggle: () => void = () => {}): void {
  const all = [...buttons];
  for (const button of all) button.hidden = !document.fullscreenEnabled;
  if (!document.fullscreenEnabled) return;
  for (const button of all) {
    button.addEventListener("click", () => (toggleFullScreen(), onToggle()));
  }
  document.addEventListener("fullscreenchange", () => {
    for (const button of all) button.setAttribute("aria-pressed", String(document.fullscreenElement !== null));
  });
}

/** Fills the screen with the page, or gives it back. A browser may refuse; then nothing changes. */
export function toggleFullScreen(): void {
  if (!document.fullscreenEnabled) return;
  const changed = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  changed.catch(() => {});
}
