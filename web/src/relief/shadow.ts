// The soft shade around the foot of the block: it stands on the page.

import { BufferAttribute, BufferGeometry, GLSL3, Mesh, RawShaderMaterial, type Scene, Vector2, Vector3 } from "three";
import type { Theme } from "../draw/colors.ts";
import type { Field } from "./field.ts";
import { BASE } from "./base.ts";
import { ink } from "./inks.ts";
import { shadowFragment, shadowVertex } from "./shaders.ts";

const REACH = 0.32;

/** The shadow as a mesh of two triangles. */
export class Shadow {
  private readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;
  private readonly uniforms = {
    half2: { value: new Vector2(1, 1) },
    ink: { value: new Vector3() },
    strength: { value: 0.2 },
    reach: { value: REACH },
  };

  constructor(private readonly scene: Scene) {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", new BufferAttribute(new Float32Array(12), 3));
    geometry.setIndex([0, 1, 2, 2, 1, 3]);
    this.mesh = new Mesh(
      geometry,
      new RawShaderMaterial({ glslVersion: GLSL3, vertexShader: shadowVertex, fragmentShader: shadowFragment, uniforms: this.uniforms, transparent: true, depthWrite: false }),
    );
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -1;
    scene.add(this.mesh);
  }

  setField({ hx, hz }: Field): void {
    const [x, z] = [hx + REACH, hz + REACH];
    const position = this.mesh.geometry.getAttribute("position");
    (position.array as Float32Array).set([-x, -BASE, z, x, -BASE, z, -x, -BASE, -z, x, -BASE, -z]);
    position.needsUpdate = true;
    this.uniforms.half2.value.set(hx, hz);
  }

  setTheme(theme: Theme): void {
    this.uniforms.ink.value = theme.dark ? new Vector3() : ink(theme.text);
    this.uniforms.strength.value = theme.dark ? 0.5 : 0.2;
  }

  destroy(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.scene.remove(this.mesh);
  }
}
