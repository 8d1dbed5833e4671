// Full screen, where the browser has it: its buttons are shown there alone.

/** Binds the buttons; onToggle is called after one was pressed. */
export function bindFullScreen(buttons: Iterable<HTMLElement>, onToggle: () => void = () => {}): void {
  if (!document.fullscreenEnabled) return;
  const all = [...buttons];
  for (const button of all) {
    button.hidden = false;
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
