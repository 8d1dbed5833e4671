// Gestures on the relief: a drag or one finger turns it, the wheel or two fingers
// come closer, the right button moves it sideways, and keys do all of it.

import { Gestures, isGround, taps, type Touch, TWICE } from "../input/gestures.ts";
import type { Orbit } from "./orbit.ts";

/** The view that is turned. */
export interface OrbitTarget {
  orbit(): Orbit;
  /** The view asked for; null asks for the one that was chosen at first. */
  show(orbit: Orbit | null): void;
  /** The gesture is over. */
  settle(): void;
  /** Half-sides that a pixel moves the place looked at. */
  reach(): [number, number];
  /** The pointer rests or moves at a place in px; null when it left. */
  hover(at: [number, number] | null): void;
  /** A click that was not a drag; false where nothing was there to be picked. */
  pick(at: [number, number]): boolean;
  /** A click on the surface itself. */
  send(at: [number, number]): void;
  /** A drag was let go at a speed, in degrees a second. */
  fling(azimuth: number, elevation: number): void;
}

/** Degrees a pixel. */
const TURN = 0.32;
/** A pointer that rested so long before it let go was not flung, in ms. */
const REST = 60;

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** The gestures on the relief. */
export class OrbitGestures extends Gestures {
  protected readonly wheelSpeed = { plain: 0.0015, pinch: 0.0015 };
  private sideways = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** Of the last move of a drag, in degrees a second. */
  private speed: [number, number] = [0, 0];

  constructor(host: HTMLElement, private readonly target: OrbitTarget) {
    super(host);
    host.style.touchAction = "none";
    this.listen(host, "pointerleave", () => target.hover(null));
    this.listen(host, "contextmenu", (e) => isGround(e.target) && e.preventDefault(), false);
  }

  protected accepts(button: number): boolean {
    return button <= 2;
  }

  protected pressed(event: PointerEvent): void {
    this.sideways = event.button !== 0 || event.shiftKey;
    this.speed = [0, 0];
    clearTimeout(this.waiting);
  }

  protected hover(at: [number, number] | null): void {
    this.target.hover(at);
  }

  protected zoom(factor: number): void {
    const orbit = this.target.orbit();
    this.target.show({ ...orbit, distance: orbit.distance * factor });
  }

  /** Moves the place looked at with the pointer. */
  protected shift(dx: number, dy: number): void {
    if (this.touches.size > 0) this.target.hover(null);
    const orbit = this.target.orbit();
    const [rx, ry] = this.target.reach();
    const a = (orbit.azimuth * Math.PI) / 180;
    const [right, away] = [-dx, dy / Math.max(0.25, Math.sin((orbit.elevation * Math.PI) / 180))];
    const tx = orbit.tx + rx * (right * Math.cos(a) - away * Math.sin(a));
    const ty = orbit.ty + ry * (right * Math.sin(a) + away * Math.cos(a));
    this.target.show({ ...orbit, tx, ty });
  }

  protected drag(dx: number, dy: number, ms: number): void {
    this.target.hover(null);
    if (this.sideways) return this.shift(dx, dy);
    this.turn(-dx * TURN, dy * TURN);
    if (ms > 0) this.speed = [(-dx * TURN * 1000) / ms, (dy * TURN * 1000) / ms];
  }

  protected released(event: PointerEvent, touch: Touch, clicked: boolean): void {
    if (clicked) return event.button === 0 ? this.click(this.at(event), event.pointerType === "touch") : undefined;
    this.target.settle();
    if (!this.sideways && event.timeStamp - touch.time < REST) this.target.fling(...this.speed);
  }

  /** A click sends the start there, once it was not the first of two, which show the whole. */
  private click(at: [number, number], tap: boolean): void {
    if (tap && taps.send) return this.target.send(at);
    if (!this.target.pick(at) && !tap) this.waiting = setTimeout(() => this.target.send(at), TWICE);
  }

  protected settle(): void {
    this.target.settle();
  }

  protected restore(): void {
    clearTimeout(this.waiting);
    this.target.show(null);
    this.target.settle();
  }

  /** Arrows turn, with shift they move sideways. */
  protected obey(key: string, shift: boolean): boolean {
    const way = ARROWS[key];
    if (way && shift) this.shift(way[0] * -40, way[1] * 40);
    else if (way) this.turn(way[0] * 6, way[1] * 4);
    else if (key === "0" || key === "Home") this.target.show(null);
    else if (key === "+" || key === "=") this.zoom(0.87);
    else if (key === "-" || key === "_") this.zoom(1.15);
    else return false;
    return true;
  }

  private turn(azimuth: number, elevation: number): void {
    const orbit = this.target.orbit();
    this.target.show({ ...orbit, azimuth: orbit.azimuth + azimuth, elevation: orbit.elevation + elevation });
  }
}
