// A browser reads a script's functions and makes them fast only as they are run again
// and again: the first pictures of a drag took two to three times as long as later
// ones. So what is shown is drawn some more times while nobody does anything yet.
import type { Figure } from "./figure.ts";

/** So many times, each in a pause of its own; later ones made no difference. */
const TIMES = 16;
/** A machine that has come to no more by then is busy, and left alone, in ms. */
const LONGEST = 3000;
/** A hand or a key has come. */
const TOUCHED = ["pointerdown", "keydown", "wheel"] as const;

/** Draws what is shown again in the page's pauses, until a hand or a key comes. */
export function warm(figure: Figure): void {
  if (!("requestIdleCallback" in window)) return;
  const gone = new AbortController();
  for (const type of TOUCHED) addEventListener(type, () => gone.abort(), { capture: true, passive: true, signal: gone.signal });
  const until = performance.now() + LONGEST;
  let left = TIMES;
  const again = () => {
    if (gone.signal.aborted) return;
    if (left-- === 0 || performance.now() > until || figure.stage.relief) return gone.abort(); // in 3D a picture is dear
    if (!figure.player.playing) figure.refresh(); // what plays is drawn anyway
    requestIdleCallback(again);
  };
  requestIdleCallback(again);
}
