// The relief as a sheet: the plan is laid on the surface, but for steps, which
// are arcs over it. What a hill hides is drawn faintly.

import { exitOf, uncovered } from "../draw/arrows.ts";
import type { Theme } from "../draw/colors.ts";
import { headAt } from "../draw/heads.ts";
import type { LabelBox } from "../draw/labels.ts";
import { barbs, FAINT, type Leaving, type Path, type Sheet, type Spot, type Stroke } from "../draw/sheet.ts";
import type { Cut } from "../plane/clip.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import { EXIT_ARROW } from "../draw/tags.ts";
import { type Size, View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";
import type { Field, Vec3 } from "./field.ts";
import { Hop, isArc } from "./hop.ts";
import type { Pose } from "./orbit.ts";
import { isSeen } from "./pick.ts";

/** Pixels of the plan to one unit of the scene: a length on it is about one on the screen. */
const UNIT = 360;
/** Samples of a path lie so many cells apart. */
const APART = 2.5;
/** An arc has so many parts. */
const ARC = 28;

/** A part of a path on the screen in px, seen or hidden as a whole. */
interface Piece {
  points: [number, number][];
  clear: boolean;
}

/** One canvas over the relief, as it is seen now. */
export class LaidSheet implements Sheet {
  readonly flat = false;
  readonly plan: View;

  constructor(
    readonly pen: CanvasRenderingContext2D,
    readonly field: Field,
    readonly pose: Pose,
    readonly theme: Theme,
    /** The picture's size in px, and what the page has laid over it, where no arrow of a run that left may stand. */
    private readonly room: { size: Size; covered: readonly LabelBox[] } | null = null,
  ) {
    this.plan = new View(field.box, { width: 2 * field.hx * UNIT, height: 2 * field.hz * UNIT });
  }

  get span(): { width: number; height: number } {
    const { field, pose } = this;
    const width = (pose.focal * 2 * field.hx) / Math.hypot(...pose.eye);
    return { width, height: (width * field.hz) / field.hx };
  }

  spot([w1, w2]: Point, _room = 0, rim = false): Spot | null {
    const { field } = this;
    const [x, z] = [field.x(w1), field.z(w2)];
    if (!field.holds(x, z)) return null;
    const place = field.place(w1, w2);
    return this.seen(rim && Number.isNaN(place[1]) ? [x, field.rim(x, z), z] : place);
  }

  head(run: Trajectory, position: number): Spot | null {
    const k = Math.floor(position);
    const arc = position > k && k < run.last ? this.arcOf(run, k) : null;
    return arc ? this.seen(arc.at(position - k)) : this.spot(headAt(run, position, this.plan));
  }

  /** The arc of the update that leaves iterate k, where it is one and stays on the relief. */
  private arcOf(run: Trajectory, k: number): Hop | null {
    const { field } = this;
    const [[x0, z0], [x1, z1]] = [k, k + 1].map((i) => [field.x(run.x[i]!), field.z(run.y[i]!)] as const) as [[number, number], [number, number]];
    if (!field.holds(x0, z0) || !field.holds(x1, z1) || !isArc(Math.hypot(x1 - x0, z1 - z0))) return null;
    return new Hop(field, x0, z0, x1, z1);
  }

  private seen(place: Vec3): Spot | null {
    const [x, y, depth] = this.pose.project(place);
    if (!(depth > 0) || Number.isNaN(y)) return null;
    return { x, y, clear: isSeen(this.field, this.pose.eye, place) };
  }

  stroke(paths: readonly Path[], stroke: Stroke): void {
    this.draw(paths.flatMap((path) => (stroke.short ? this.layShort(path) : this.lay(path))), stroke);
  }

  arrow({ x0, y0, x1, y1, to }: Cut, size: number, [halo, line]: readonly [Stroke, Stroke]): void {
    const paths: Path[] = [[[x0, y0], [x1, y1]]];
    if (to === 1 || line.dash) paths.push(barbs(x1, y1, Math.atan2(y1 - y0, x1 - x0), size));
    const arc = line.dash && isArc(Math.hypot(x1 - x0, y1 - y0) / UNIT); // a step to come
    const pieces = paths.flatMap((path, i) => (arc && i === 0 ? this.split(this.arcSamples(x0, y0, x1, y1)) : this.lay(path)));
    this.draw(pieces, halo);
    this.draw(pieces, line);
  }

  leaving(run: Trajectory, position: number): Leaving | null {
    const { field, pose, plan } = this;
    if (this.spot(headAt(run, position, plan))) return null;
    const exit = exitOf(run, Math.floor(position), plan, 0);
    if (!exit) return null;
    const [x, y, z] = field.place(plan.worldX(exit.x), plan.worldY(exit.y));
    if (Number.isNaN(y)) return null;
    const [px, py] = pose.project([x, y, z]);
    const [qx, qy] = pose.project([x + 0.05 * Math.cos(exit.angle), y, z + 0.05 * Math.sin(exit.angle)]);
    const angle = Math.atan2(qy - py, qx - px);
    const out = 16 * this.theme.scale;
    const tip = { x: px + out * Math.cos(angle), y: py + out * Math.sin(angle), angle, k: exit.k };
    const { x: tx, y: ty } = this.room ? uncovered(tip, this.room.covered, EXIT_ARROW * this.theme.scale, this.room) : tip;
    const tag = (width: number, height: number) => ({ x: tx - (Math.cos(angle) > 0 ? width : 0), y: ty + (Math.sin(angle) > 0 ? 12 : -12 - height) });
    return { x: tx, y: ty, angle, k: exit.k, tag };
  }

  /** A path on the surface; what lies off it is left out. */
  private lay(path: Path): Piece[] {
    return this.split(this.samples(path));
  }

  /** The places of a step's arc between two places of the plan. */
  private arcSamples(x0: number, y0: number, x1: number, y1: number): Vec3[] {
    const { field } = this;
    const hop = new Hop(field, x0 / UNIT - field.hx, y0 / UNIT - field.hz, x1 / UNIT - field.hx, y1 / UNIT - field.hz);
    return Array.from({ length: ARC + 1 }, (_, i) => hop.at(i / ARC)).filter(([, y]) => !Number.isNaN(y));
  }

  /** Places as they are seen: parts that are clear, and parts that are hidden. */
  private split(places: readonly (Vec3 | null)[]): Piece[] {
    const pieces: Piece[] = [];
    let piece: Piece | null = null;
    for (const place of places) {
      if (!place) {
        piece = null;
        continue;
      }
      const clear = isSeen(this.field, this.pose.eye, place);
      const [x, y] = this.pose.project(place);
      if (piece && piece.clear !== clear) piece.points.push([x, y]);
      if (!piece || piece.clear !== clear) pieces.push((piece = { points: [], clear }));
      piece.points.push([x, y]);
    }
    return pieces;
  }

  /** A path too short to go behind a hill by itself. */
  private layShort(path: Path): Piece[] {
    const places = this.samples(path).filter((place) => place !== null);
    return [{ clear: true, points: places.map((place) => this.pose.project(place).slice(0, 2) as [number, number]) }];
  }

  /** Places on the surface along a path; null off it. */
  private samples(path: Path): (Vec3 | null)[] {
    const { field } = this;
    const found: (Vec3 | null)[] = [];
    const take = (px: number, py: number) => {
      const [x, z] = [px / UNIT - field.hx, py / UNIT - field.hz];
      const y = field.holds(x, z) ? field.height(x, z) : NaN;
      found.push(Number.isNaN(y) ? null : [x, y, z]);
    };
    path.forEach(([x, y], i) => {
      const [px, py] = path[Math.max(0, i - 1)];
      const parts = i === 0 ? 1 : Math.max(1, Math.ceil(Math.hypot(x - px, y - py) / (UNIT * APART * field.cell)));
      for (let j = 1; j <= parts; j++) take(px + ((x - px) * j) / parts, py + ((y - py) * j) / parts);
    });
    return found;
  }

  private draw(pieces: Piece[], { ink, width, alpha = 1, dash = [] }: Stroke): void {
    const { pen } = this;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = ink;
    pen.lineWidth = width * this.theme.scale;
    pen.setLineDash([...dash]);
    for (const { points, clear } of pieces) {
      pen.globalAlpha = alpha * (clear ? 1 : FAINT);
      pen.beginPath();
      points.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
      pen.stroke();
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
}
