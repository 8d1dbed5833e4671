// What the gestures on the map and on the relief have in common: the pointers
// that are down, wheel and pinch, a click that was no drag, keys while the
// picture has the focus.

import { scrollsAround } from "../dom/framed.ts";

/** A pointer that is down: its last place in px of the host, and when it was there, in ms. */
export interface Touch {
  x: number;
  y: number;
  time: number;
}

/** How long a click waits for a second one, which shows the whole, in ms. */
export const TWICE = 280;
/** A pointer that moved less than this, in px, clicked. */
const CLICK = 4;
/** A pause of wheel or keys that ends a gesture, in ms. */
const PAUSE = 250;

/** Whether a finger's tap puts the start there, as a click does, and does not read the place off: where a start is asked for. */
export const taps = { send: false };

/** Gestures on a picture; what they do is the picture's. */
export abstract class Gestures {
  protected readonly touches = new Map<number, Touch>();
  private travelled = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stop = new AbortController();

  /** A turn of the wheel by one px zooms by this, as a logarithm; a pinch on a trackpad comes as a wheel with ctrl, in small amounts. */
  protected abstract readonly wheelSpeed: { plain: number; pinch: number };

  constructor(protected readonly host: HTMLElement) {
    const { signal } = this.stop;
    host.addEventListener("wheel", (e) => this.wheel(e), { signal, passive: false });
    host.addEventListener("pointerdown", (e) => this.down(e), { signal });
    host.addEventListener("pointermove", (e) => this.move(e), { signal });
    host.addEventListener("pointerup", (e) => this.up(e), { signal });
    host.addEventListener("pointercancel", (e) => this.up(e), { signal });
    host.addEventListener("dblclick", (e) => isGround(e.target) && this.reset(), { signal });
    host.addEventListener("keydown", (e) => this.key(e), { signal });
  }

  /** Ends all listening. */
  destroy(): void {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  /** The picture as at first; a gesture that was about to end is none. */
  reset(): void {
    clearTimeout(this.timer);
    this.restore();
  }

  /** Whether a press of this button begins a gesture. */
  protected abstract accepts(button: number): boolean;
  /** A pointer went down. */
  protected abstract pressed(event: PointerEvent): void;
  /** Less than 1 comes closer; the place in px stays where it is. */
  protected abstract zoom(factor: number, at: [number, number]): void;
  /** Moves what is seen with two fingers or by keys, in px. */
  protected abstract shift(dx: number, dy: number): void;
  /** One pointer was dragged, in px and ms since its last place. */
  protected abstract drag(dx: number, dy: number, ms: number, event: PointerEvent): void;
  /** The last pointer went up or was lost, where it had not moved (a click) or had. */
  protected abstract released(event: PointerEvent, touch: Touch, clicked: boolean): void;
  /** Wheel or keys rest. */
  protected abstract settle(): void;
  /** The pointer rests or moves at a place in px; null where it is on none. */
  protected abstract hover(at: [number, number] | null): void;
  /** Shows the picture as at first. */
  protected abstract restore(): void;
  /** Does what a key of the picture says; false for another key. */
  protected abstract obey(key: string, shift: boolean): boolean;

  /** Listens to more, until the gestures are destroyed. */
  protected listen<K extends keyof HTMLElementEventMap>(on: HTMLElement | Document, name: K, call: (event: HTMLElementEventMap[K]) => void, passive = true): void {
    on.addEventListener(name, call as EventListener, { signal: this.stop.signal, passive });
  }

  /** A place in px of the host. */
  protected at(event: MouseEvent): [number, number] {
    const box = this.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  private wheel(event: WheelEvent): void {
    if (scrollsAround(event, this.host)) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    const { plain, pinch } = this.wheelSpeed;
    const amount = event.deltaY * lines * (event.ctrlKey ? pinch / plain : 1);
    this.zoom(Math.exp(Math.max(-120, Math.min(120, amount)) * plain), this.at(event));
    this.endSoon();
  }

  private endSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), PAUSE);
  }

  private down(event: PointerEvent): void {
    if (!this.accepts(event.button) || !isGround(event.target)) return;
    const [x, y] = this.at(event);
    this.touches.set(event.pointerId, { x, y, time: event.timeStamp });
    this.travelled = this.touches.size > 1 ? Infinity : 0;
    this.pressed(event);
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    const touch = this.touches.get(event.pointerId);
    if (!touch) return this.hover(isGround(event.target) ? at : null);
    const [dx, dy] = [at[0] - touch.x, at[1] - touch.y];
    this.travelled += Math.hypot(dx, dy);
    if (this.travelled < CLICK) return;
    if (!this.host.hasPointerCapture(event.pointerId)) this.host.setPointerCapture(event.pointerId);
    if (this.touches.size === 2) this.pinch(event.pointerId, touch, at);
    else this.drag(dx, dy, event.timeStamp - touch.time, event);
    [touch.x, touch.y] = at;
    touch.time = event.timeStamp;
  }

  /** Two fingers keep the places that they hold. */
  private pinch(id: number, old: Touch, [x, y]: [number, number]): void {
    const other = [...this.touches].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const before = Math.hypot(old.x - other.x, old.y - other.y);
    const after = Math.hypot(x - other.x, y - other.y);
    this.shift((x - old.x) / 2, (y - old.y) / 2);
    if (before > 0 && after > 0) this.zoom(before / after, [(x + other.x) / 2, (y + other.y) / 2]);
  }

  private up(event: PointerEvent): void {
    const touch = this.touches.get(event.pointerId);
    this.touches.delete(event.pointerId);
    if (touch && this.touches.size === 0) this.released(event, touch, this.travelled < CLICK);
  }

  /** Keys of the picture itself, while it has the focus. */
  private key(event: KeyboardEvent): void {
    if (event.target !== this.host || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.obey(event.key, event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    this.endSoon();
  }
}

/** Whether an event is the picture's: a button over it is not the picture. */
export function isGround(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest("button, a, input, select"));
}
