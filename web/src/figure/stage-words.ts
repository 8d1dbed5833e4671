// What the figure says of its scenario: on the map and the curve, and to those who
// can't see them.
import { maybe } from "../dom/dom.ts";
import type { StepLine } from "../relief/index.ts";
import { surfaceName } from "../words/names.ts";
import { shown, shownCoordinate, shownLoss } from "../words/numbers.ts";
import { t } from "../words/words.ts";
import type { CutAnswer, ScenarioMessage, Surface } from "../wire/wire.ts";

/** Whether the chart shows how far losses are above the lowest there is. */
export function hasGap({ negative, best, surface }: ScenarioMessage): boolean {
  return negative && best !== null && !surface.unbounded;
}

/** The stage's words; a minimum that was searched for, or of a surface without a bottom, is not called global. */
export function stageWords(surface: () => Surface | undefined) {
  const leaves = (name: string, k: number, loss: number) => t("map.leaves", { name, k, loss: shownLoss(loss) });
  const globalMinimum = (loss: string) => {
    const about = surface();
    return t(about?.searched === "part" ? "map.part" : about?.found || about?.unbounded ? "map.found" : "map.global", { loss });
  };
  return {
    map: t("map.keys"),
    start: t("map.start"),
    startLabel: (x: number, y: number) => t("map.startLabel", { x: shownCoordinate(x), y: shownCoordinate(y) }),
    globalMinimum,
    pole: t("map.pole"),
    rise: t("map.rise"),
    undefined: t("map.undefined"),
    get w1() { return surface()?.network ? "d₁" : "w₁"; },
    get w2() { return surface()?.network ? "d₂" : "w₂"; },
    stretched: (name: string, n: number) => t("map.stretched", { name, times: shown(n, 2) }),
    leaves,
    curve: {
      curve: t("curve.keys"),
      start: t("map.start"),
      startLabel: (x: number) => t("curve.startLabel", { x: shownCoordinate(x) }),
      globalMinimum,
      pole: t("map.pole"),
      rise: t("map.rise"),
      undefined: t("curve.undefined"),
      weight: t("curve.weight"),
      loss: t("curve.loss"),
      leaves,
    },
    offPlane: (loss: number, level: number) => t("map.offPlane", { loss: shown(loss, 2), level: shown(level, 2) }),
  };
}

/** What the map or the curve shows, for those who can't see it. */
export function nameMap(scenario: ScenarioMessage, hidden: ReadonlySet<number>): void {
  const [x, y] = scenario.start.map(shownCoordinate);
  const surface = surfaceName(scenario);
  maybe("stage")?.setAttribute("aria-label", t(scenario.surface.dimension === 1 ? "curve.figure" : "map.figure", { surface, n: scenario.runs.filter(({ run }) => !hidden.has(run)).length, x: x ?? "", y: y ?? "" }));
}

/** The line that a cut is along. */
export function lineOf(cut: CutAnswer | null, run: number): StepLine | null {
  const [x, y, dx, dy] = cut ? [...cut.w, ...cut.update] : [];
  return x == null || y == null || dx == null || dy == null ? null : { from: [x, y], update: [dx, dy], run };
}
