// The curvature under each head, drawn. It is fetched when it is first shown, with
// what asks for it.
import { runColor } from "./colors.ts";
import { ellipseOf } from "./ellipse.ts";
import { drawn, headAt, type Heads } from "./heads.ts";
import type { Sheet } from "./sheet.ts";

export { Curvatures } from "../plane/curvatures.ts";

/** How far an ellipse of curvature reaches, in px. */
const REACH = 46;

/** Draws the curvature under each head, as far as it is known. */
export function paintEllipses(sheet: Sheet, heads: Heads, hessian: (run: number) => (number | null)[][] | null): void {
  const { plan, theme } = sheet;
  for (const { run, i } of drawn(heads)) {
    const at = headAt(run.trajectory, heads.position, plan);
    const known = sheet.spot(at) && hessian(i);
    const ellipse = known && ellipseOf(known, plan, REACH * theme.scale);
    if (!ellipse) continue;
    const [x, y] = [plan.x(at[0]), plan.y(at[1])];
    const ink = runColor(theme, i);
    const path = (points: [number, number][]) => [points.map(([dx, dy]) => [x + dx, y + dy] as const)];
    const dash = (down: boolean) => (down ? [4 * theme.scale, 3.5 * theme.scale] : []);
    for (const { points, down } of ellipse.axes) sheet.stroke(path(points), { ink, width: 1.1, alpha: 0.75, dash: dash(down) });
    for (const { points, down } of ellipse.outline) {
      if (!down) sheet.stroke(path(points), { ink: theme.halo, width: 4.4, alpha: 0.6 });
      sheet.stroke(path(points), { ink, width: 1.9, dash: dash(down) });
    }
  }
}
