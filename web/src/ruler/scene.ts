// The ruler's two pictures, the ground that changes with what is known of the
// rates, and the flags in front of it, drawn from one scene.
import { setAttribute } from "../dom/dom.ts";
import { runColor, runShape } from "../draw/colors.ts";
import type { Picture } from "../plane/trajectories.ts";
import { shownRate } from "../words/numbers.ts";
import { t } from "../words/words.ts";
import { roomFor, type Geometry } from "./geometry.ts";
import type { Known } from "./known.ts";
import type { Named } from "./foot.ts";
import { clothWidths, paintAxis, paintFlags, paintGhost, paintHover, paintTick, tickWidth, type Cloth, type Inks } from "./paint.ts";
import type { Run, Runs } from "./runs.ts";
import type { RateScale } from "./scale.ts";
import { END, type FlagPlace } from "./places.ts";
import { stacked } from "./stack.ts";

type Pen = CanvasRenderingContext2D;

/** What the ruler shows. */
export interface Scene {
  g: Geometry;
  inks: Inks;
  scale: RateScale;
  runs: Runs;
  known: Known;
  picture: Picture | null;
  /** The playhead's step. */
  k: number;
  /** The runs that are not drawn. */
  hidden: ReadonlySet<number>;
  /** The run whose flag is in a hand; -1 for none. */
  held: number;
  /** The pointer's place, in px; null for none. */
  hover: number | null;
}

/** Draws the axis with what its rates do. Returns the bands' names, which stand in front. */
export function drawGround(pen: Pen, { g, inks, scale, runs, known, picture, k }: Scene): Named[] {
  const { terrain, sweep } = known;
  if (!runs.about) {
    const used = (picture?.runs ?? []).map(({ info, trajectory }) => ({ trajectory, color: runColor(inks.theme, info.run) }));
    if (known.prediction !== "hidden") terrain?.paintUsed(pen, g, used, k, inks);
    return [];
  }
  paintAxis(pen, g, scale, inks);
  if (!terrain || !sweep) return [];
  terrain.paintTerrain(pen, g, scale, sweep, known.tails, inks);
  return terrain.namesOf(pen, g, scale, sweep, known.tails, inks);
}

/** Says what the ground is, for those who hear it. */
export function nameGround(host: HTMLElement, { runs, scale, known }: Scene): void {
  const [from, to] = scale.range.map(shownRate) as [string, string];
  setAttribute(host, "aria-label", runs.about ? [t("ruler.range", { from, to }), known.tellBands(scale)].filter(Boolean).join(": ") : t("ruler.used"));
}

/** Draws the flags, their limits and what the pointer is at; digit is a digit's width and sway moves a flag off its place, in px. before tells where they stood. Returns where the flags stand. */
export function drawFront(pen: Pen, scene: Scene, names: readonly Named[], digit: number, sway: (run: number) => number, before: readonly FlagPlace[]): FlagPlace[] {
  const { g, inks, scale, runs, known, held, hover } = scene;
  const cloths = runs.flown.map((run) => clothOf(run, scene));
  const ticks = known.ticks(scale);
  const lowest = ticks.find((tick) => tick.front);
  const flags = cloths.map((cloth) => ({ run: cloth.run, x: scale.clampedX(cloth.lr) + sway(cloth.run), ...clothWidths(cloth, g, digit), held: cloth.run === held }));
  const { terrain } = known;
  const line = lineAt(known.limit, scale);
  const laid = terrain?.arranged(g, flags, line, lowest ? tickWidth(pen, g, lowest, inks) : null, before, ticks.filter((tick) => tick !== lowest).map((tick) => scale.x(tick.rate)));
  const places = laid?.places ?? stacked(flags, g.width - END, roomFor(g), line, before);
  for (const tick of ticks) if (tick !== lowest) paintTick(pen, g, scale, tick, null, inks);
  for (const { cloth, x } of ghosts(cloths, scene)) paintGhost(pen, g, x, cloth, inks);
  paintFlags(pen, g, places, cloths, names, terrain && laid ? { ...terrain, words: laid.words } : null, inks);
  if (lowest) paintTick(pen, g, scale, lowest, laid?.label ?? null, inks);
  if (laid && known.members > 0 && known.sweep) terrain!.paintFirst(pen, g, known.members, laid.words, inks);
  if (hover !== null && runs.about) paintHover(pen, g, hover, hoverText(scale.rate(hover), known), laid?.words ?? null, inks);
  return places;
}

/** Where the lowest minimum's limit stands, or will once the sweep is there; null where it is not seen. */
function lineAt(limit: number | null, scale: RateScale): number | null {
  return limit !== null && scale.has(limit) ? scale.x(limit) : null;
}

function hoverText(rate: number, known: Known): string {
  return [shownRate(rate), known.tellRate(rate)].filter(Boolean).join("  ");
}

/** What the flag of a run shows. */
function clothOf(run: Run, { scale, inks: { theme, texts }, runs, known, picture, hidden }: Scene): Cloth {
  const { lr, info } = run;
  const hollow = runs.isOther(run);
  const beyond = scale.has(lr) ? 0 : lr < scale.range[0] ? -1 : 1;
  const color = runColor(theme, info.run);
  const off = hidden.has(info.run); // then no more is told of it than its rate
  return {
    run: info.run, lr, hollow, beyond, color, text: texts[info.run] ?? color, shape: runShape(theme, info.run),
    off,
    chosen: info.run === runs.chosen && runs.list.length > 1 && runs.marked,
    foot: hollow && beyond === 0 && !off ? known.foot(picture, info.run, theme) : null,
    note: hollow || beyond !== 0 || off ? "" : known.tellTurns(lr),
  };
}

/** The flags whose rate a schedule has moved, at the playhead. */
function ghosts(cloths: readonly Cloth[], { picture, known, k, scale }: Scene): { cloth: Cloth; x: number }[] {
  if (!picture || known.prediction === "hidden" || picture.scenario.schedule === "constant") return [];
  return cloths.flatMap((cloth) => {
    const trajectory = picture.runs[cloth.run]?.trajectory;
    const lr = trajectory?.lr[Math.max(0, Math.min(Math.floor(k), trajectory.last - 1))] ?? NaN;
    return lr > 0 && !cloth.off && Math.abs(lr / cloth.lr - 1) > 1e-6 ? [{ cloth, x: scale.clampedX(lr) }] : [];
  });
}
