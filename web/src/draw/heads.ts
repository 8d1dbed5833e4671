// What moves with the playhead: each run's head, the arrow of its next update,
// the arrow of a run that left, the curvature at each head, the marked step.

import { inside } from "./arrows.ts";
import { mix, parseColor, rgbText, runColor, runShape, type Theme } from "./colors.ts";
import { strokeCasing } from "./casing.ts";
import { around, type LabelBox, type Labels } from "./labels.ts";
import type { StepMark } from "./landscape.ts";
import { haloText } from "./canvas.ts";
import { addShape } from "./shapes.ts";
import { FAINT, type Leaving, type Sheet, type Spot, strokeHaloed } from "./sheet.ts";
import { paintExitArrow, paintTag } from "./tags.ts";
import { clipSegment, type Cut } from "../plane/clip.ts";
import type { ShownRun, Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** The runs at a step. */
export interface Heads {
  runs: ShownRun[];
  /** The runs that are not drawn. */
  hidden: ReadonlySet<number>;
  /** The playhead, between two steps while playing. */
  position: number;
  mark: StepMark | null;
  /** What is written where a run left the picture. */
  leaves(name: string, k: number, loss: number): string;
  /** What is written at the head of a network's run: its loss beside the plane's. */
  offPlane?(loss: number, level: number): string;
  /** Orders places by how few lines of runs go through them; on the map alone. */
  clearest?(places: LabelBox[]): Iterable<LabelBox>;
  /** Whether a line of a run goes through a place; on the map alone. */
  crosses?(place: LabelBox): boolean;
}

/** An update shorter than this on the plan has no arrow, in px. */
const SHORTEST_ARROW = 14;
/** How far from the map's border the head of an arrow that leaves it stays, in px. */
const BORDER = 4;
/** So many iterates that a run had on the picture are kept in sight, of so many steps before it left. */
const [LAST_ITERATES, LAST_STEPS] = [20, 500];
/** An iterate further off than this is not gone towards, in px. */
const FAR = 4000;

/** Draws each run's head with its next update, or its arrow where it left, and the marked step. */
export function paintHeads(sheet: Sheet, heads: Heads, labels: Labels): void {
  const k = Math.floor(heads.position);
  const shown = drawn(heads).map(({ run, i }) => ({ run, i, leaving: sheet.leaving(run.trajectory, heads.position) }));
  const onMap = shown.filter(({ leaving }) => !leaving);
  if (sheet.flat && k !== heads.position) for (const { run, i } of onMap) paintStub(sheet, run.trajectory, heads.position, runColor(sheet.theme, i));
  const tips: Tip[] = [];
  const next = new Map<string, Cut>(); // the longest of those that have a name
  for (const { run, i } of longestFirst(onMap, k, sheet.plan)) {
    const arrow = k < run.trajectory.last && paintNext(sheet, run.trajectory, k, runColor(sheet.theme, i), tips);
    const name = updateName(run.trajectory, k);
    if (arrow && !next.has(name)) next.set(name, arrow);
  }
  const written = new Set<string>();
  for (const { run, i, leaving } of shown) {
    const spot = leaving ? null : sheet.head(run.trajectory, heads.position, FAR);
    if (leaving) paintLeaving(sheet, heads, run, i, leaving, labels);
    if (spot) paintHead(sheet, i, spot);
    if (spot && k === heads.position) paintOffPlane(sheet, heads, run.trajectory, spot, labels, written);
  }
  if (k === heads.position && heads.crosses) for (const [name, arrow] of next) nameUpdate(sheet, name, arrow, heads.crosses, labels);
  if (heads.mark) paintMarked(sheet, heads, heads.mark);
}

/** What the update that leaves step k is: plain descent's, and any that comes to the same, is the negative gradient times the rate. */
export function updateName({ x, y, gx, gy, lr }: Pick<Trajectory, "x" | "y" | "gx" | "gy" | "lr">, k: number): string {
  const [dx, dy] = [x[k + 1] - x[k], y[k + 1] - y[k]];
  return Math.hypot(dx + lr[k] * gx[k], dy + lr[k] * gy[k]) <= 1e-6 * Math.hypot(dx, dy) ? "−η∇L" : "Δw";
}

/** Names the arrow of an update that is to come, beside it, if that is free and no run goes through it. */
function nameUpdate({ pen, theme }: Sheet, name: string, { x0, y0, x1, y1 }: Cut, crosses: (place: LabelBox) => boolean, labels: Labels): void {
  const size = 13 * theme.scale;
  pen.font = `600 ${size}px ${theme.font}`;
  const width = pen.measureText(name).width;
  if (Math.hypot(x1 - x0, y1 - y0) < width) return;
  const places = around((x0 + x1) / 2, (y0 + y1) / 2, 9 * theme.scale, width, size * 1.3);
  const place = labels.putFree(places.filter((each) => !crosses(each)));
  if (!place) return;
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, name, place.x, place.y + place.height / 2, theme.text, theme.halo);
}

/** Keeps labels off the heads. */
export function reserveHeads(sheet: Sheet, heads: Heads, labels: Labels): void {
  for (const place of placesOf(sheet, heads)) labels.reserve(place);
}

/** Keeps labels off heads that stand still, where there is another place: while they play, no label makes way for them. */
export function spareHeads(sheet: Sheet, heads: Heads, labels: Labels): void {
  if (Number.isInteger(heads.position)) for (const place of placesOf(sheet, heads)) labels.spare(place);
}

/** Where the heads are. */
function placesOf(sheet: Sheet, heads: Heads): LabelBox[] {
  const r = 11 * sheet.theme.scale;
  const spots = drawn(heads).map(({ run }) => sheet.head(run.trajectory, heads.position));
  return spots.filter((spot) => spot !== null).map(({ x, y }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
}

/** Where a head stands on the plane, on its way from one iterate to the next, unless that is far off the plan. */
export function headAt(run: Trajectory, position: number, plan: View): Point {
  const until = Math.min(position, run.last);
  const k = Math.floor(until);
  const part = until - k;
  const [x, y] = [run.x[k], run.y[k]];
  const [nx, ny] = [run.x[k + 1], run.y[k + 1]];
  if (part === 0 || !plan.shows(plan.x(nx), plan.y(ny), FAR)) return [x, y];
  return [x + part * (nx - x), y + part * (ny - y)];
}

/** The runs that are drawn, with their numbers. */
export function drawn({ runs, hidden }: Heads): { run: ShownRun; i: number }[] {
  return runs.map((run, i) => ({ run, i })).filter(({ run, i }) => !hidden.has(i) && run.trajectory.last >= 0);
}

/** Runs in the order in which the updates that leave step k are drawn: of several that go one way, each is seen on the longer ones. */
export function longestFirst<T extends { run: { trajectory: Pick<Trajectory, "x" | "y"> } }>(runs: readonly T[], k: number, plan: Pick<View, "x" | "y">): T[] {
  const length = ({ run: { trajectory: way } }: T) => Math.hypot(plan.x(way.x[k + 1]) - plan.x(way.x[k]), plan.y(way.y[k + 1]) - plan.y(way.y[k]));
  const measured = runs.map((run) => ({ run, length: length(run) || 0 })); // none leaves a run's last step
  return measured.sort((a, b) => b.length - a.length).map(({ run }) => run);
}

/** The part of the line that the head has gone since its last whole step. */
function paintStub({ pen, plan, theme }: Sheet, run: Trajectory, position: number, color: string): void {
  const k = Math.min(Math.floor(position), run.last);
  const [x, y] = headAt(run, position, plan);
  pen.beginPath();
  pen.moveTo(plan.x(run.x[k]), plan.y(run.y[k]));
  pen.lineTo(plan.x(x), plan.y(y));
  pen.strokeStyle = color;
  pen.lineCap = "round";
  pen.lineWidth = 2.1 * theme.scale;
  pen.globalAlpha = 0.85;
  pen.stroke();
  pen.globalAlpha = 1;
}

/** Where the arrow of an update that leaves the picture ends. */
type Tip = Pick<Cut, "x1" | "y1">;

/** Tips so near to each other are one over the other, in px; then the later one moves aside by so much. */
const [TOGETHER, ASIDE] = [10, 11];

/** An arrow that ends on the picture's border, moved aside where others end there: of several that go one way to it, all are seen. */
export function besideTips(cut: Cut, tips: readonly Tip[], scale: number): Cut {
  const before = tips.filter(({ x1, y1 }) => Math.hypot(x1 - cut.x1, y1 - cut.y1) < TOGETHER * scale).length;
  if (before === 0) return cut;
  const angle = Math.atan2(cut.y1 - cut.y0, cut.x1 - cut.x0);
  const by = ASIDE * scale * Math.ceil(before / 2) * (before % 2 === 1 ? 1 : -1);
  const [dx, dy] = [-by * Math.sin(angle), by * Math.cos(angle)];
  return { ...cut, x0: cut.x0 + dx, y0: cut.y0 + dy, x1: cut.x1 + dx, y1: cut.y1 + dy };
}

/**
 * The update that leaves the iterate at the playhead, as a dashed arrow with a
 * hollow head: it has not been taken yet. Plain descent's is −η∇L. Where it
 * leaves the picture its head stays on the border, beside those of others.
 * It returns what is drawn, if anything is.
 */
function paintNext(sheet: Sheet, run: Trajectory, k: number, ink: string, tips: Tip[]): Cut | undefined {
  const { plan, theme } = sheet;
  const [x, y] = [plan.x(run.x[k]), plan.y(run.y[k])];
  const [tx, ty] = [plan.x(run.x[k + 1]), plan.y(run.y[k + 1])];
  const length = Math.hypot(tx - x, ty - y);
  if (!(length >= SHORTEST_ARROW * theme.scale)) return;
  const cut = clipSegment(x, y, tx, ty, inside(plan, sheet.flat ? BORDER : 0));
  if (!cut || cut.from > 0) return;
  const size = Math.min(13, 6 + length / 8) * theme.scale;
  const drawn = cut.to < 1 ? besideTips(cut, tips, theme.scale) : cut;
  if (cut.to < 1) tips.push(cut);
  sheet.arrow(drawn, size, [{ ink: theme.halo, width: 4.7, alpha: 0.7 }, { ink, width: 2, dash: [5 * theme.scale, 4 * theme.scale] }]);
  return drawn;
}

/** The radius and the rim of a head in px: flat on the map, as a ball on the relief. */
const FLAT = { radius: 6, rim: 5 };
const BALL = { radius: 7.5, rim: 4.5 };

/** The run's own shape with a rim; on the relief it is lit like a ball. */
export function paintHead({ pen, theme, flat }: Sheet, i: number, { x, y, clear }: Spot): void {
  const { radius, rim } = flat ? FLAT : BALL;
  const color = runColor(theme, i);
  pen.globalAlpha = clear ? 1 : FAINT;
  pen.beginPath();
  addShape(pen, runShape(theme, i), x, y, radius * theme.scale);
  pen.lineJoin = "round";
  strokeCasing(pen, theme, color, 0, rim / 2);
  pen.fillStyle = flat ? color : lit(pen, theme, color, x, y);
  pen.fill();
  pen.globalAlpha = 1;
}

function lit(pen: CanvasRenderingContext2D, theme: Theme, ink: string, x: number, y: number): CanvasGradient {
  const r = BALL.radius * theme.scale;
  const color = parseColor(ink);
  const light = pen.createRadialGradient(x - 0.35 * r, y - 0.45 * r, 0.1 * r, x, y, 1.25 * r);
  light.addColorStop(0, rgbText(mix(color, [255, 255, 255], 0.6)));
  light.addColorStop(0.45, rgbText(color));
  light.addColorStop(1, rgbText(mix(color, [0, 0, 0], 0.3)));
  return light;
}

/** A network's own loss beside the plane's, beside its head: what is drawn is its shadow; once where runs stand at one place. */
function paintOffPlane({ pen, theme }: Sheet, heads: Heads, { loss, level, last }: Trajectory, { x, y }: Spot, labels: Labels, written: Set<string>): void {
  const k = Math.min(Math.floor(heads.position), last);
  if (!heads.offPlane || level.length <= k) return;
  const text = heads.offPlane(loss[k], level[k]);
  const what = `${Math.round(x)} ${Math.round(y)} ${text}`;
  if (written.has(what)) return;
  written.add(what);
  const size = 12 * theme.scale;
  pen.font = `600 ${size}px ${theme.font}`;
  const width = pen.measureText(text).width;
  const places = around(x, y, 11 * theme.scale, width, size * 1.3);
  const place = labels.put(heads.clearest?.(places) ?? places.slice(0, 1)) ?? labels.nudge(places[0]!);
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  haloText(pen, text, place.x, place.y + place.height / 2, theme.text, theme.halo);
}

/** An arrow where a run left the picture, with its step and loss. */
export function paintLeaving(sheet: Sheet, heads: Heads, run: ShownRun, i: number, { x, y, angle, k, tag }: Leaving, labels: Labels): void {
  const { pen, theme } = sheet;
  paintExitArrow(pen, theme, i, x, y, angle);
  if (k > 0) spareIterates(sheet, run.trajectory, k, labels);
  if (k > 0) paintTag(pen, theme, i, heads.leaves(run.info.name, k, run.trajectory.loss[k]), labels, tag);
}

/** Rings the iterates of a step that is pointed at. */
export function paintMarked(sheet: Sheet, heads: Heads, mark: StepMark): void {
  const { pen, theme } = sheet;
  for (const { run, i } of drawn(heads)) {
    const { trajectory: t } = run;
    if ((mark.run ?? i) !== i || mark.k > t.last) continue;
    mark.paint?.(sheet, t, runColor(theme, i));
    const spot = sheet.spot([t.x[mark.k], t.y[mark.k]]);
    if (!spot) continue;
    pen.beginPath();
    pen.arc(spot.x, spot.y, 7.5 * theme.scale, 0, 2 * Math.PI);
    strokeHaloed(pen, theme, runColor(theme, i), 2 * theme.scale);
  }
}

/** Keeps a run's tag off the last iterates that are seen before it left at step k, where there is room. */
function spareIterates(sheet: Sheet, run: Trajectory, k: number, labels: Labels): void {
  const r = 4 * sheet.theme.scale;
  let left = LAST_ITERATES;
  for (let j = k - 1; j >= Math.max(1, k - LAST_STEPS) && left > 0; j--) {
    const spot = sheet.spot([run.x[j], run.y[j]]);
    if (!spot) continue;
    labels.spare({ x: spot.x - r, y: spot.y - r, width: 2 * r, height: 2 * r });
    left--;
  }
}
