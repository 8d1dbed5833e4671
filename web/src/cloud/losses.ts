// The losses of the members of an ensemble, under the curves of the runs: each a thin
// line. What is on the canvas already stays while the playhead goes on.
import { runColor } from "../draw/colors.ts";
import type { LossLook } from "../draw/landscape.ts";
import type { Canvas } from "../draw/canvas.ts";
import type { MemberPath } from "../wire/wire.ts";
import { type Cloud, longest, stepOf } from "./cloud.ts";
import { inkOf } from "./paint.ts";

const LINE = 1;

/** The members' losses on a canvas of their own. */
export class LossLines {
  private key = "";
  private drawn = 0;

  /** Draws the losses up to a step; version tells which clouds they are of. */
  draw(layer: Canvas, clouds: readonly (Cloud | null)[], version: number, look: LossLook): void {
    const { area, theme, hidden } = look;
    const key = [version, theme.name, ...Object.values(area), ...look.scale, layer.resizes, ...hidden].join();
    const to = Math.min(look.to, longest(clouds));
    if (key !== this.key || to < this.drawn) {
      layer.clear();
      [this.key, this.drawn] = [key, 0];
    }
    if (to <= this.drawn) return;
    const { pen } = layer;
    pen.save();
    pen.beginPath();
    pen.rect(area.left, area.top, area.width, area.height);
    pen.clip();
    pen.lineJoin = "round";
    pen.lineWidth = LINE * theme.scale;
    clouds.forEach((cloud, run) => {
      if (!cloud || hidden.has(run)) return;
      pen.strokeStyle = runColor(theme, run);
      pen.globalAlpha = inkOf(cloud.members.length);
      for (const path of cloud.members.slice(1)) stroke(pen, path, cloud.every, look, this.drawn, to);
    });
    pen.restore();
    this.drawn = to;
  }
}

/** Draws one member's losses from a step to another, which between two points goes straight. */
function stroke(pen: CanvasRenderingContext2D, path: MemberPath, every: number, { place }: LossLook, from: number, to: number): void {
  if (from >= path.last) return;
  const first = Math.floor(from / every);
  let there = false;
  pen.beginPath();
  for (let i = first; i < path.loss.length && stepOf(path, every, i) <= to; i++) {
    const spot = place(stepOf(path, every, i), path.loss[i]!);
    if (spot && there) pen.lineTo(...spot);
    else if (spot) pen.moveTo(...spot);
    there = spot !== null;
  }
  pen.stroke();
}
