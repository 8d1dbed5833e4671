// The map as a sheet: the plan is the picture.

import { addArrowHead, exitOf, uncovered } from "../draw/arrows.ts";
import type { Theme } from "../draw/colors.ts";
import { headAt } from "../draw/heads.ts";
import type { LabelBox } from "../draw/labels.ts";
import type { Leaving, Path, Sheet, Spot, Stroke } from "../draw/sheet.ts";
import { EXIT_ARROW } from "../draw/tags.ts";
import type { Cut } from "../plane/clip.ts";
import type { Trajectory } from "../plane/trajectories.ts";
import type { View } from "../plane/view.ts";
import type { Point } from "../wire/wire.ts";

/** From where a run left, so far inwards stands its tag, in px. */
const INWARDS = 28;

/** One canvas of the map, as it is seen now. */
export class FlatSheet implements Sheet {
  readonly flat = true;

  constructor(
    readonly pen: CanvasRenderingContext2D,
    readonly plan: View,
    readonly theme: Theme,
    /** What the page has laid over it, where no arrow of a run that left may stand. */
    private readonly covered: readonly LabelBox[] = [],
  ) {}

  get span(): { width: number; height: number } {
    return this.plan.size;
  }

  spot([w1, w2]: Point, margin = 0): Spot | null {
    const [x, y] = [this.plan.x(w1), this.plan.y(w2)];
    return this.plan.shows(x, y, margin) ? { x, y, clear: true } : null;
  }

  head(run: Trajectory, position: number, margin = 0): Spot | null {
    return this.spot(headAt(run, position, this.plan), margin);
  }

  stroke(paths: readonly Path[], stroke: Stroke): void {
    const { pen } = this;
    pen.beginPath();
    for (const path of paths) path.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
    pen.lineCap = pen.lineJoin = "round";
    if (stroke.dash?.length) pen.lineCap = "butt";
    this.ink(stroke);
  }

  arrow({ x0, y0, x1, y1, to }: Cut, size: number, [halo, line]: readonly [Stroke, Stroke]): void {
    const { pen } = this;
    const angle = Math.atan2(y1 - y0, x1 - x0);
    const hollow = line.dash !== undefined;
    const back = hollow ? 0.8 * size : to === 1 ? 0.7 * size : 0;
    pen.beginPath();
    pen.moveTo(x0, y0);
    pen.lineTo(x1 - back * Math.cos(angle), y1 - back * Math.sin(angle));
    pen.lineCap = "butt";
    this.ink(halo);
    this.ink(line);
    if (to < 1 && !hollow) return;
    pen.beginPath();
    addArrowHead(pen, x1, y1, angle, size);
    pen.fillStyle = hollow ? this.theme.paper : line.ink;
    pen.fill();
    pen.lineJoin = "round";
    if (hollow) this.ink({ ...line, width: 1.6, dash: [] });
  }

  leaving(run: Trajectory, position: number): Leaving | null {
    const left = exitOf(run, Math.floor(position), this.plan, 11 * this.theme.scale);
    if (!left) return null;
    const exit = uncovered(left, this.covered, EXIT_ARROW * this.theme.scale, this.plan);
    const [dx, dy] = [Math.cos(exit.angle), Math.sin(exit.angle)];
    const tag = (width: number, height: number) => ({
      x: exit.x - dx * INWARDS - (dx > 0 ? width : 0),
      y: exit.y - dy * INWARDS - height / 2,
    });
    return { ...exit, tag };
  }

  /** Strokes the pen's path. */
  private ink({ ink, width, alpha = 1, dash = [] }: Stroke): void {
    const { pen } = this;
    pen.strokeStyle = ink;
    pen.lineWidth = width * this.theme.scale;
    pen.globalAlpha = alpha;
    pen.setLineDash([...dash]);
    pen.stroke();
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }
}
