// Hands on the ruler: a flag is dragged, the ground is zoomed, moved, or pressed.
import { scrollsAround } from "../dom/framed.ts";
import { onHeldMoves } from "../dom/held-moves.ts";

/** What hands work on; places are in px of the host. */
export interface HandsTarget {
  /** The flag that a press takes, by its place; -1 for the ground. */
  flagAt(x: number, finger: boolean): number;
  /** The place of a run's pole. */
  poleOf(run: number): number;
  /** The hand takes hold of a flag, or (null) lets go; moved tells whether it went anywhere. */
  hold(run: number | null, moved: boolean): void;
  drag(run: number, x: number, time: number): void;
  press(x: number, time: number): void;
  hover(x: number | null): void;
  zoom(factor: number, x: number): void;
  pan(dx: number): void;
  /** The zoom or the pan is over. */
  rest(): void;
}

/** A pointer that moved less than this, in px, pressed. */
const CLICK = 4;
/** A wheel's pause that ends a zoom, in ms. */
const PAUSE = 250;

/** The pointers on the ruler, and its wheel. */
export class Hands {
  private grip: { pointer: number; run: number; off: number; moved: boolean; ends(): void } | null = null;
  private readonly touches = new Map<number, number>();
  private travelled = 0;
  /** The host's left and top edge in the window; measured where a press begins. */
  private edge = [0, 0];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly target: HandsTarget,
  ) {
    host.addEventListener("pointerdown", (event) => this.down(event));
    host.addEventListener("pointermove", (event) => this.move(event));
    host.addEventListener("pointerup", (event) => this.up(event));
    host.addEventListener("pointercancel", (event) => this.up(event));
    host.addEventListener("pointerleave", () => target.hover(null));
    host.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    // The sliders are drawn, so the browser's own thumb is not what is dragged.
    host.addEventListener("mousedown", (event) => event.preventDefault());
    host.addEventListener("touchstart", (event) => isFlag(event.target) && event.preventDefault(), { passive: false });
    host.addEventListener("touchmove", (event) => (event.touches.length > 1 || this.grip) && event.cancelable && event.preventDefault(), { passive: false });
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0 || this.grip || (event.target as Element).closest("button")) return;
    const box = this.host.getBoundingClientRect();
    this.edge = [box.left, box.top];
    const [x] = this.at(event);
    const run = isFlag(event.target) ? Number(event.target.dataset.run) : this.target.flagAt(x, event.pointerType === "touch");
    this.target.hover(null);
    if (run >= 0 && this.touches.size === 0) {
      this.grip = { pointer: event.pointerId, run, off: x - this.target.poleOf(run), moved: false, ends: onHeldMoves(this.host, (move) => this.drag(move)) };
      this.host.setPointerCapture(event.pointerId);
      this.target.hold(run, false);
    } else {
      this.touches.set(event.pointerId, x);
      this.travelled = this.touches.size > 1 ? Infinity : 0;
    }
  }

  private drag(event: PointerEvent): void {
    const { grip } = this;
    if (event.pointerId !== grip?.pointer) return;
    grip.moved = true;
    this.target.drag(grip.run, this.at(event)[0] - grip.off, event.timeStamp);
  }

  private move(event: PointerEvent): void {
    if (this.grip) return;
    const before = this.touches.get(event.pointerId);
    if (before === undefined) return this.target.hover(event.pointerType === "mouse" && !isFlag(event.target) ? event.clientX - this.host.getBoundingClientRect().left : null);
    const x = this.at(event)[0];
    this.travelled += Math.abs(x - before);
    if (this.travelled < CLICK) return;
    if (!this.host.hasPointerCapture(event.pointerId)) this.host.setPointerCapture(event.pointerId);
    if (this.touches.size === 2) this.pinch(event.pointerId, before, x);
    else this.target.pan(x - before);
    this.touches.set(event.pointerId, x);
  }

  /** Two fingers keep the rates that they hold. */
  private pinch(id: number, before: number, x: number): void {
    const other = [...this.touches].find(([key]) => key !== id)?.[1];
    if (other === undefined) return;
    const [old, now] = [Math.max(8, Math.abs(before - other)), Math.max(8, Math.abs(x - other))];
    this.target.zoom(old / now, other);
  }

  private up(event: PointerEvent): void {
    const { grip } = this;
    if (grip && event.pointerId === grip.pointer) {
      this.grip = null;
      grip.ends();
      return this.target.hold(null, grip.moved);
    }
    if (!this.touches.delete(event.pointerId) || this.touches.size > 0) return;
    if (this.travelled >= CLICK) this.target.rest();
    else if (event.type === "pointerup") this.target.press(this.at(event)[0], event.timeStamp);
  }

  /** A pinch on a trackpad comes as a wheel with ctrl, in small amounts; a wheel across moves the range. */
  private wheel(event: WheelEvent): void {
    if (scrollsAround(event, this.host)) return;
    event.preventDefault();
    if (this.grip) return;
    const lines = event.deltaMode === 1 ? 16 : 1;
    const [dx, dy] = event.shiftKey ? [event.deltaX || event.deltaY, 0] : [event.deltaX, event.deltaY];
    if (Math.abs(dx) > Math.abs(dy)) this.target.pan(-dx * lines);
    else this.target.zoom(Math.exp(Math.max(-120, Math.min(120, dy * lines * (event.ctrlKey ? 6 : 1))) * 0.003), event.clientX - this.host.getBoundingClientRect().left);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.target.rest(), PAUSE);
  }

  private at(event: PointerEvent): [x: number, y: number] {
    return [event.clientX - this.edge[0]!, event.clientY - this.edge[1]!];
  }
}

function isFlag(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && target.classList.contains("flag");
}
