// The members of the runs' ensembles on the relief: thin lines, so that what shows is
// where many go. They are sent to the graphics card once; it hides what stands behind
// a hill, and what the playhead has not come to.

import { BufferAttribute, BufferGeometry, GLSL3, LessEqualDepth, LineSegments, RawShaderMaterial, type Scene, Vector3 } from "three";
import { type Theme, runColor } from "../draw/colors.ts";
import type { MemberWays } from "../draw/landscape.ts";
import type { Field } from "./field.ts";
import { ink } from "./inks.ts";
import { MemberLines } from "./member-lines.ts";
import { memberFragment, memberVertex } from "./shaders.ts";
import { LIFT } from "./trail.ts";

/** Under the runs' own lines, and what is hidden of those. */
const ORDER = 5;
/** No line is more opaque than this. */
const MOST = 0.9;

/** The members of all runs on the graphics card. */
export class Members {
  private lines: Lines[] = [];
  private field: Field | null = null;
  private look: { theme: Theme; ratio: number } | null = null;

  constructor(private readonly scene: Scene) {}

  /** Takes the ways of each run's members, null without any; only those that are new are laid on the field. */
  take(ways: readonly (MemberWays | null)[], field: Field): void {
    const same = field === this.field;
    this.field = field;
    while (this.lines.length > ways.length) this.lines.pop()!.destroy();
    ways.forEach((each, run) => {
      const before = this.lines[run];
      if (before && same && before.isOf(each)) return;
      before?.destroy();
      this.lines[run] = new Lines(this.scene, each, field);
      this.dress(run);
    });
  }

  /** Takes the theme's inks; a line is one device pixel wide, of which there are ratio to a CSS pixel. */
  setTheme(theme: Theme, ratio: number): void {
    this.look = { theme, ratio };
    this.lines.forEach((_, run) => this.dress(run));
  }

  private dress(run: number): void {
    if (this.look) this.lines[run]!.dress(runColor(this.look.theme, run), this.look.ratio * this.look.theme.scale);
  }

  /** Shows a run's members up to a step; below 0 not at all. */
  show(upTo: (run: number) => number): void {
    this.lines.forEach((lines, run) => lines.show(upTo(run)));
  }

  destroy(): void {
    for (const lines of this.lines.splice(0)) lines.destroy();
  }
}

/** The members of one run. */
class Lines {
  private readonly uniforms = { ink: { value: new Vector3() }, alpha: { value: 0 }, playhead: { value: 0 }, lift: { value: LIFT } };
  private readonly mesh: LineSegments<BufferGeometry, RawShaderMaterial> | null;
  /** How many members there were when their lines were laid: more may have come since. */
  private readonly members: number;

  constructor(
    private readonly scene: Scene,
    private readonly ways: MemberWays | null,
    field: Field,
  ) {
    this.members = ways?.paths.length ?? 0;
    this.mesh = ways && this.members > 0 ? this.make(new MemberLines(field).lay(ways)) : null;
  }

  /** Whether the lines are of these members. */
  isOf(ways: MemberWays | null): boolean {
    return ways?.paths === this.ways?.paths && (ways?.paths.length ?? 0) === this.members;
  }

  /** Takes the run's colour; of a line of across px one is drawn, so its ink is as much more. */
  dress(color: string, across: number): void {
    this.uniforms.ink.value = ink(color);
    this.uniforms.alpha.value = Math.min(MOST, (this.ways?.alpha ?? 0) * across);
  }

  show(playhead: number): void {
    if (!this.mesh) return;
    this.mesh.visible = playhead > 0;
    this.uniforms.playhead.value = playhead;
  }

  destroy(): void {
    if (!this.mesh) return;
    this.scene.remove(this.mesh);
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  private make({ points, count, pairs, joined }: MemberLines): LineSegments<BufferGeometry, RawShaderMaterial> {
    const geometry = new BufferGeometry();
    geometry.setAttribute("a", new BufferAttribute(points.slice(0, 4 * count), 4));
    geometry.setIndex(new BufferAttribute(pairs.slice(0, 2 * joined), 1));
    const material = new RawShaderMaterial({ glslVersion: GLSL3, vertexShader: memberVertex, fragmentShader: memberFragment, uniforms: this.uniforms, transparent: true, depthWrite: false, depthFunc: LessEqualDepth });
    const mesh = new LineSegments(geometry, material);
    mesh.frustumCulled = false;
    mesh.renderOrder = ORDER;
    this.scene.add(mesh);
    return mesh;
  }
}
