// The moves of a pointer that holds something, as soon as they are known.

/**
 * Calls with the moves of the pointer over an element while it is held, until what
 * is returned is called. Browsers keep moves for their next frame: where this one
 * tells of them as they come, the first after each frame is not kept, so that what
 * it asks for may be there by the next. A move may be told twice.
 */
export function onHeldMoves(element: HTMLElement, call: (event: PointerEvent) => void): () => void {
  let early = true;
  const moved = (event: PointerEvent) => ((early = true), call(event));
  const known = (event: Event) => early && ((early = false), call(event as PointerEvent));
  element.addEventListener("pointermove", moved);
  element.addEventListener("pointerrawupdate", known);
  return () => {
    element.removeEventListener("pointermove", moved);
    element.removeEventListener("pointerrawupdate", known);
  };
}
