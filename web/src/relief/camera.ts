// The relief's camera: where its eye stands, as it was chosen for the scene, or
// as a link or the user placed it, and how it turns on after a fast drag.

import type { Surface } from "../wire/wire.ts";
import { type Room, chooseOrbit, poseOf } from "./eye.ts";
import type { Field } from "./field.ts";
import { DEFAULT, type Orbit, type Pose, limited, orbitText, parseOrbit } from "./orbit.ts";
import { Inertia } from "./inertia.ts";

/** Who is told that the camera moves. */
export interface CameraEvents {
  /** The eye is to be placed anew. */
  turned(): void;
  /** The user moved the camera; empty for its first position. */
  onCamera(text: string, phase: "move" | "end"): void;
}

/** Where the relief is seen from. */
export class Camera {
  pose: Pose | null = null;
  private readonly inertia = new Inertia();
  /** The position that the user or a link chose; null while it is chosen for the scene. */
  private placed: Orbit | null = null;
  /** The eye as it is chosen for the scene. */
  private usual: Orbit = DEFAULT;
  /** Whether the usual place is to be chosen anew: the surface or the shape of the view has changed. */
  private stale = true;

  constructor(private readonly events: CameraEvents) {}

  /** The eye as a link has it; empty where it stands as at first. */
  get text(): string {
    return this.placed ? orbitText(this.placed) : "";
  }

  get orbit(): Orbit {
    return this.placed ?? this.usual;
  }

  get moving(): boolean {
    return this.inertia.moving;
  }

  /** Take the eye from a link; null is the one that is chosen for the scene. */
  take(text: string | null): void {
    this.placed = text ? parseOrbit(text) : null;
    this.events.turned();
  }

  /** The surface or the shape of the view has changed: the usual place is chosen anew. */
  renew(): void {
    this.stale = true;
    this.events.turned();
  }

  /** Vec3 the eye. */
  aim(surface: Surface, field: Field, room: Room): Pose {
    if (this.stale) this.usual = chooseOrbit(field, surface, room);
    this.stale = false;
    return (this.pose = poseOf(this.orbit, this.usual, field, room));
  }

  /** The user moves the camera, or with null resets it. */
  show(orbit: Orbit | null): void {
    this.inertia.stop();
    this.placed = orbit && limited(orbit);
    this.events.turned();
    this.events.onCamera(this.text, "move");
  }

  settle(): void {
    this.events.onCamera(this.text, "end");
  }

  fling(azimuth: number, elevation: number): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    this.inertia.start(azimuth, elevation);
    this.events.turned();
  }

  /** Turn on after a fling, until it has died away. */
  continueTurn(): void {
    if (!this.inertia.moving) return;
    const [azimuth, elevation] = this.inertia.step(performance.now());
    this.placed = limited({ ...this.orbit, azimuth: this.orbit.azimuth + azimuth, elevation: this.orbit.elevation + elevation });
    this.events.turned();
    this.events.onCamera(this.text, this.inertia.moving ? "move" : "end");
  }

  /** Half-sides of a field that a pixel moves at the distance of what is looked at. */
  reach({ hx, hz }: Field): [number, number] {
    if (!this.pose) return [0, 0];
    const unit = Math.hypot(...this.pose.eye) / this.pose.focal;
    return [unit / hx, unit / hz];
  }
}
