// The hand on the relief: it orbits by a drag or one finger, comes closer by
// the wheel or two fingers, moves sideways by the right button, and does all of
// it by keys.

import { scrollsAround } from "../dom/framed.ts";
import type { Orbit } from "./orbit.ts";

export interface HandTarget {
  orbit(): Orbit;
  /** The eye asked for; null asks for the one that was chosen at first. */
  show(orbit: Orbit | null): void;
  /** The gesture is over. */
  settle(): void;
  /** Half-sides that a pixel moves the place looked at. */
  reach(): [number, number];
  /** The pointer rests or moves at a place in px; null when it left. */
  hover(at: [number, number] | null): void;
  /** A click that was not a drag. */
  pick(at: [number, number]): void;
  /** A drag was let go at a speed, in degrees a second. */
  fling(azimuth: number, elevation: number): void;
}

/** A pointer that moved less than this, in px, clicked. */
const CLICK = 4;
/** A pause of wheel or keys that ends a gesture, in ms. */
const PAUSE = 250;
/** Degrees a pixel. */
const TURN = 0.32;
/** A pointer that rested so long before it let go was not flung, in ms. */
const REST = 60;

interface Touch {
  x: number;
  y: number;
  time: number;
}

export class Hands {
  private readonly touches = new Map<number, Touch>();
  private travelled = 0;
  private sideways = false;
  private speed: [number, number] = [0, 0];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stop = new AbortController();

  constructor(
    private readonly host: HTMLElement,
    private readonly target: HandTarget,
  ) {
    const { signal } = this.stop;
    host.style.touchAction = "none";
    host.addEventListener("wheel", (e) => this.wheel(e), { signal, passive: false });
    host.addEventListener("pointerdown", (e) => this.down(e), { signal });
    host.addEventListener("pointermove", (e) => this.move(e), { signal });
    host.addEventListener("pointerup", (e) => this.up(e), { signal });
    host.addEventListener("pointercancel", (e) => this.up(e), { signal });
    host.addEventListener("pointerleave", () => target.hover(null), { signal });
    host.addEventListener("contextmenu", (e) => isGround(e.target) && e.preventDefault(), { signal });
    host.addEventListener("dblclick", (e) => this.reset(e), { signal });
    host.addEventListener("keydown", (e) => this.key(e), { signal });
  }

  /** Whether a hand holds the relief. */
  get held(): boolean {
    return this.touches.size > 0;
  }

  destroy(): void {
    this.stop.abort();
    clearTimeout(this.timer);
  }

  private reset(event: MouseEvent): void {
    if (!isGround(event.target)) return;
    this.target.show(null);
    this.target.settle();
  }

  private wheel(event: WheelEvent): void {
    if (scrollsAround(event, this.host)) return;
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    this.zoom(Math.exp(Math.max(-120, Math.min(120, event.deltaY * lines)) * 0.0015));
    this.endSoon();
  }

  private zoom(factor: number): void {
    const orbit = this.target.orbit();
    this.target.show({ ...orbit, distance: orbit.distance * factor });
  }

  private turn(azimuth: number, elevation: number): void {
    const orbit = this.target.orbit();
    this.target.show({ ...orbit, azimuth: orbit.azimuth + azimuth, elevation: orbit.elevation + elevation });
  }

  /** Move the place looked at with the hand. */
  private shift(dx: number, dy: number): void {
    const orbit = this.target.orbit();
    const [rx, ry] = this.target.reach();
    const a = (orbit.azimuth * Math.PI) / 180;
    const [right, away] = [-dx, dy / Math.max(0.25, Math.sin((orbit.elevation * Math.PI) / 180))];
    const tx = orbit.tx + rx * (right * Math.cos(a) - away * Math.sin(a));
    const ty = orbit.ty + ry * (right * Math.sin(a) + away * Math.cos(a));
    this.target.show({ ...orbit, tx, ty });
  }

  private endSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.target.settle(), PAUSE);
  }

  private down(event: PointerEvent): void {
    if (event.button > 2 || !isGround(event.target)) return;
    const [x, y] = this.at(event);
    this.touches.set(event.pointerId, { x, y, time: event.timeStamp });
    this.travelled = this.touches.size > 1 ? Infinity : 0;
    this.sideways = event.button !== 0 || event.shiftKey;
    this.speed = [0, 0];
  }

  private move(event: PointerEvent): void {
    const at = this.at(event);
    const touch = this.touches.get(event.pointerId);
    if (!touch) return this.target.hover(isGround(event.target) ? at : null);
    const [dx, dy] = [at[0] - touch.x, at[1] - touch.y];
    this.travelled += Math.hypot(dx, dy);
    if (this.travelled < CLICK) return;
    if (!this.host.hasPointerCapture(event.pointerId)) this.host.setPointerCapture(event.pointerId);
    this.target.hover(null);
    if (this.touches.size === 2) this.pinch(event.pointerId, touch, at);
    else if (this.sideways) this.shift(dx, dy);
    else this.drag(dx, dy, event.timeStamp - touch.time);
    [touch.x, touch.y] = at;
    touch.time = event.timeStamp;
  }

  private drag(dx: number, dy: number, ms: number): void {
    this.turn(-dx * TURN, dy * TURN);
    if (ms > 0) this.speed = [(-dx * TURN * 1000) / ms, (dy * TURN * 1000) / ms];
  }

  private pinch(id: number, old: Touch, [x, y]: [number, number]): void {
    const other = [...this.touches].find(([key]) => key !== id)?.[1];
    if (!other) return;
    const before = Math.hypot(old.x - other.x, old.y - other.y);
    const after = Math.hypot(x - other.x, y - other.y);
    this.shift((x - old.x) / 2, (y - old.y) / 2);
    if (before > 0 && after > 0) this.zoom(before / after);
  }

  private up(event: PointerEvent): void {
    const touch = this.touches.get(event.pointerId);
    if (!this.touches.delete(event.pointerId) || this.touches.size > 0) return;
    if (this.travelled < CLICK) return event.button === 0 ? this.target.pick(this.at(event)) : undefined;
    this.target.settle();
    if (touch && !this.sideways && event.timeStamp - touch.time < REST) this.target.fling(...this.speed);
  }

  private key(event: KeyboardEvent): void {
    if (event.target !== this.host || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!this.obey(event.key, event.shiftKey)) return;
    this.endSoon();
    event.preventDefault();
    event.stopPropagation();
  }

  /** Arrows turn, with shift they move sideways. */
  private obey(key: string, shift: boolean): boolean {
    const way = ARROWS[key];
    if (way && shift) this.shift(way[0] * -40, way[1] * 40);
    else if (way) this.turn(way[0] * 6, way[1] * 4);
    else if (key === "0" || key === "Home") this.target.show(null);
    else if (key === "+" || key === "=") this.zoom(0.87);
    else if (key === "-" || key === "_") this.zoom(1.15);
    else return false;
    return true;
  }

  private at(event: MouseEvent): [number, number] {
    const box = this.host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A button over the relief is not the relief. */
function isGround(target: EventTarget | null): boolean {
  return !(target instanceof Element && target.closest("button, a, input, select"));
}
