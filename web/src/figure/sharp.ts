// The pictures stay sharp on another screen, and as the browser zooms: there a
// CSS pixel has another number of the device's, without any size having changed.

/** Tells each change of the device's pixel ratio. */
export function onSharpness(redraw: () => void): void {
  const now = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  now.addEventListener("change", () => (redraw(), onSharpness(redraw)), { once: true });
}
