// The moves of a pointer that holds something, as soon as they are known.

/** So far apart are moves told between frames at least, in ms: a mouse may tell its place a thousand times a second. */
const APART = 3;
/** They take no more than one of so many parts of the time. */
const SHARE = 4;

/**
 * Calls with the moves of the pointer over an element while it is held, until what
 * is returned is called. Browsers keep moves for their next frame: where this one
 * tells of them as they come they are not kept, so that what is asked for between
 * two frames is of the newest, and may be there by the next. The frame then tells the
 * same move again, which is passed over.
 */
export function onHeldMoves(element: HTMLElement, call: (event: PointerEvent) => void): () => void {
  let next = -Infinity;
  let last: [x: number, y: number] | null = null;
  const tell = (event: PointerEvent) => {
    const { clientX, clientY } = event;
    if (last && last[0] === clientX && last[1] === clientY) return;
    last = [clientX, clientY];
    call(event);
  };
  const known = (event: Event) => {
    const begun = performance.now();
    if (begun < next) return; // the frame has it
    tell(event as PointerEvent);
    next = begun + Math.max(APART, SHARE * (performance.now() - begun));
  };
  element.addEventListener("pointermove", tell);
  element.addEventListener("pointerrawupdate", known);
  return () => {
    element.removeEventListener("pointermove", tell);
    element.removeEventListener("pointerrawupdate", known);
  };
}
