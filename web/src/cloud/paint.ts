// Draws the members of an ensemble under the runs: each a thin line, so that what
// shows is where many go. A stretch of steps is drawn once and stays; a line that
// crosses itself within one adds nothing, so that a member that waits is no blot.
import { runColor } from "../draw/colors.ts";
import type { CloudLook } from "../draw/landscape.ts";
import type { Canvas } from "../draw/canvas.ts";
import type { Sheet } from "../draw/sheet.ts";
import { clipSegment, type Rect } from "../plane/clip.ts";
import type { MemberPath } from "../wire/wire.ts";
import type { View } from "../plane/view.ts";
import { type Cloud, longest, placeAt, pointAt } from "./cloud.ts";

/** So many stretches a show is drawn in, of at least so many steps. */
const STRETCHES = 8;
const SHORTEST_STRETCH = 8;
/** The ink of one member: of two the most, of many the least, so that all of them together cover alike. */
const INK = { most: 0.5, least: 0.07, all: 8 };
const LINE = 1.1;
const HEAD = 2.2;
/** Of few places the rings are larger: they are seen from afar. */
const RING = { few: 5.4, many: 3.6, of: 100 };
/** A move shorter than this on the screen is not drawn on its own, in px. */
const SHORTEST = 0.5;
/** How far beyond the picture lines are drawn, in px. */
const BEYOND = 40;

/** The ink of each of n members. */
export function inkOf(n: number): number {
  return Math.min(INK.most, Math.max(INK.least, INK.all / n));
}

/** The lines of the members on a canvas of their own. */
export class MemberTrails {
  private key = "";
  private drawn = 0;

  /** Draws all whole stretches up to the playhead that are not there yet; version tells which clouds they are of. */
  draw(layer: Canvas, clouds: readonly (Cloud | null)[], version: number, look: CloudLook): void {
    const { view, theme, hidden, position } = look;
    const key = [version, theme.name, ...Object.values(view.box), view.size.width, view.size.height, layer.resizes, ...hidden].join();
    const stretch = stretchOf(clouds);
    const end = longest(clouds);
    const whole = position >= end ? Math.ceil(end / stretch) : Math.floor(position / stretch);
    if (key !== this.key || whole < this.drawn) {
      layer.clear();
      [this.key, this.drawn] = [key, 0];
    }
    for (; this.drawn < whole; this.drawn++) strokeMembers(layer.pen, clouds, look, this.drawn * stretch, (this.drawn + 1) * stretch);
  }
}

/** Draws the stretch that the playhead is in, with another pen. */
export function paintLastStretch(pen: CanvasRenderingContext2D, clouds: readonly (Cloud | null)[], look: CloudLook): void {
  const stretch = stretchOf(clouds);
  if (look.position >= longest(clouds)) return;
  strokeMembers(pen, clouds, look, Math.floor(look.position / stretch) * stretch, look.position);
}

/** Draws places as rings of a run's colour. */
export function paintRings(sheet: Sheet, points: readonly (readonly [number, number])[], run: number): void {
  const { pen, theme } = sheet;
  const radius = (points.length > RING.of ? RING.many : RING.few) * theme.scale;
  pen.beginPath();
  for (const [x, y] of points) {
    const spot = sheet.spot([x, y]);
    if (!spot?.clear) continue;
    pen.moveTo(spot.x + radius, spot.y);
    pen.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
  }
  pen.fillStyle = theme.paper;
  pen.globalAlpha = 0.8;
  pen.fill();
  pen.globalAlpha = 1;
  pen.strokeStyle = runColor(theme, run);
  pen.lineWidth = 1.8 * theme.scale;
  pen.stroke();
}

/** Draws where each member is at the playhead; not the first, where it is the run itself. */
export function paintMemberHeads(sheet: Sheet, clouds: readonly (Cloud | null)[], look: Pick<CloudLook, "hidden" | "position">): void {
  const { pen, theme } = sheet;
  const radius = HEAD * theme.scale;
  clouds.forEach((cloud, run) => {
    if (!cloud || look.hidden.has(run)) return;
    pen.beginPath();
    for (const path of cloud.given ? cloud.members : cloud.members.slice(1)) {
      const spot = sheet.spot(placeAt(path, cloud.every, look.position));
      if (!spot?.clear) continue;
      pen.moveTo(spot.x + radius, spot.y);
      pen.arc(spot.x, spot.y, radius, 0, 2 * Math.PI);
    }
    pen.globalAlpha = 0.75;
    pen.strokeStyle = theme.paper;
    pen.lineWidth = 1.4 * theme.scale;
    pen.stroke();
    pen.globalAlpha = 0.9;
    pen.fillStyle = runColor(theme, run);
    pen.fill();
    pen.globalAlpha = 1;
  });
}

function stretchOf(clouds: readonly (Cloud | null)[]): number {
  return Math.max(SHORTEST_STRETCH, Math.ceil(longest(clouds) / STRETCHES));
}

/** Draws every member from one step to another, as one line each. */
function strokeMembers(pen: CanvasRenderingContext2D, clouds: readonly (Cloud | null)[], { view, theme, hidden }: CloudLook, from: number, to: number): void {
  pen.lineCap = "butt";
  pen.lineJoin = "round";
  pen.lineWidth = LINE * theme.scale;
  clouds.forEach((cloud, run) => {
    if (!cloud || hidden.has(run)) return;
    pen.strokeStyle = runColor(theme, run);
    pen.globalAlpha = inkOf(cloud.members.length);
    for (const path of cloud.members) strokeMember(pen, path, cloud.every, view, from, to);
  });
  pen.globalAlpha = 1;
}

function strokeMember(pen: CanvasRenderingContext2D, path: MemberPath, every: number, view: View, from: number, to: number): void {
  if (from >= path.last) return;
  const { width, height } = view.size;
  const bounds: Rect = { left: -BEYOND, top: -BEYOND, right: width + BEYOND, bottom: height + BEYOND };
  const first = pointAt(path, every, from);
  const end = pointAt(path, every, to);
  const [fromX, fromY] = placeAt(path, every, from);
  let [x, y] = [view.x(fromX), view.y(fromY)];
  let there = false;
  pen.beginPath();
  const go = (nx: number, ny: number) => {
    if (there && isIn(nx, ny, bounds)) return void ([x, y] = (pen.lineTo(nx, ny), [nx, ny]));
    const cut = clipSegment(x, y, nx, ny, bounds);
    [x, y] = [nx, ny];
    if (!cut) return void (there = false);
    if (!there || cut.from > 0) pen.moveTo(cut.x0, cut.y0);
    pen.lineTo(cut.x1, cut.y1);
    there = cut.to === 1;
  };
  for (let i = first + 1; i <= end; i++) {
    const [nx, ny] = [view.x(path.x[i]!), view.y(path.y[i]!)];
    if (i < end && Math.abs(nx - x) + Math.abs(ny - y) < SHORTEST) continue;
    go(nx, ny);
  }
  if (to < path.last) {
    const [px, py] = placeAt(path, every, to);
    go(view.x(px), view.y(py));
  }
  pen.stroke();
}

function isIn(x: number, y: number, r: Rect): boolean {
  return x >= r.left && x <= r.right && y >= r.top && y <= r.bottom;
}
