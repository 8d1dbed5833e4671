// A network as a diagram: a circle for each neuron, a line for each weight. What has been
// computed is filled; a negative number is dashed, so that colour is not its only sign.
import { setText } from "../dom/dom.ts";
import { shown } from "../words/numbers.ts";
import { layerAt, nameOf, type Stage, type Trace, valuesOf } from "./chain.ts";

const SVG = "http://www.w3.org/2000/svg";

/** A column shows so many neurons; the others are counted below it. */
export const MOST = 16;

/** How wide the drawing is in its own units, at least; in a narrower place it has fewer, and so letters of about the same size. */
const WIDTH = 520;
const NARROW = 280;
const [LOWEST, HIGHEST, APART] = [120, 250, 46];

/** A diagram is as high as its widest layer needs. */
function heightOf(units: readonly number[]): number {
  return Math.max(LOWEST, Math.min(HIGHEST, APART * Math.min(MOST, Math.max(...units)) + 20));
}

/** Whether the values of a layer are known at a stage, and its deltas. */
export function knownAt(stage: Stage, layer: number, layers: number): { value: boolean; delta: boolean } {
  if (stage.way === "forward") return { value: layer <= stage.layer, delta: false };
  if (stage.way === "loss") return { value: true, delta: false };
  return { value: true, delta: layer >= stage.layer && layer > 0 && layer <= layers };
}

/** How far apart the neurons of a layer stand. */
function gapOf(units: readonly number[], layer: number): number {
  return Math.min(APART, (heightOf(units) - 34) / Math.max(1, Math.min(MOST, units[layer]!)));
}

/** The place of a neuron in a diagram so many units wide. */
export function placeOf(units: readonly number[], layer: number, neuron: number, width = WIDTH): [number, number] {
  const seen = Math.min(MOST, units[layer]!);
  const height = heightOf(units);
  const gap = gapOf(units, layer);
  return [34 + (layer * (width - 68)) / Math.max(1, units.length - 1), height / 2 - 6 + (neuron - (seen - 1) / 2) * gap];
}

/** The diagram, drawn anew where what it shows has changed. */
export class Diagram {
  readonly root = document.createElementNS(SVG, "svg");
  private readonly edges = document.createElementNS(SVG, "g");
  private readonly nodes = document.createElementNS(SVG, "g");
  private shape = "";
  private width = WIDTH;

  constructor(private readonly choose: (layer: number, neuron: number) => void) {
    this.root.classList.add("net-diagram");
    this.root.append(this.edges, this.nodes);
  }

  /** Shows nothing. */
  empty(): void {
    this.shape = "";
    this.edges.replaceChildren();
    this.nodes.replaceChildren();
  }

  /** Shows a pass at a stage; name says a neuron to those who hear the page. */
  show(trace: Trace, stage: Stage, chosen: [number, number], name: (layer: number, neuron: number) => string): void {
    this.width = Math.max(NARROW, Math.min(WIDTH, this.root.clientWidth || WIDTH));
    const shape = `${this.width} ${trace.units.join()} ${trace.whole?.ties.join()}`;
    if (shape !== this.shape) this.build(trace);
    this.shape = shape;
    this.showEdges(trace, stage);
    this.showNodes(trace, stage, chosen, name);
  }

  private place(units: readonly number[], layer: number, neuron: number): [number, number] {
    return placeOf(units, layer, neuron, this.width);
  }

  private build(trace: Trace): void {
    const { units } = trace;
    this.root.setAttribute("viewBox", `0 0 ${this.width} ${heightOf(units)}`);
    this.edges.replaceChildren();
    this.nodes.replaceChildren();
    units.forEach((count, layer) => {
      for (let o = 0; o < Math.min(MOST, count); o++) this.addNeuron(units, layer, o);
      if (count > MOST) this.nodes.append(text(this.place(units, layer, 0)[0], heightOf(units) - 4, `+${count - MOST}`, "net-more"));
    });
    if (trace.whole) this.nameWeights(trace);
  }

  /** Writes at each line between two single neurons which of a landscape's weights it has, and at a neuron which its bias is. */
  private nameWeights(trace: Trace): void {
    const { units } = trace;
    for (let layer = 1; layer < units.length; layer++) {
      if (units[layer - 1]! * units[layer]! > 1) continue;
      const [[x0, y0], [x1]] = [this.place(units, layer - 1, 0), this.place(units, layer, 0)];
      const at = layerAt(units, layer);
      this.nodes.append(text((x0 + x1) / 2, y0 - 10, nameOf(trace, at.from, ""), "net-weight"));
      const bias = nameOf(trace, at.biases, "");
      if (bias) this.nodes.append(text(x1, y0 + 36, `+ ${bias}`, "net-weight"));
    }
  }

  private addNeuron(units: readonly number[], layer: number, o: number): void {
    const [x, y] = this.place(units, layer, o);
    for (let i = 0; layer > 0 && i < Math.min(MOST, units[layer - 1]!); i++) {
      const [x0, y0] = this.place(units, layer - 1, i);
      const line = document.createElementNS(SVG, "line");
      for (const [key, value] of Object.entries({ x1: x0, y1: y0, x2: x, y2: y })) line.setAttribute(key, value.toFixed(1));
      Object.assign(line.dataset, { layer, o, i });
      this.edges.append(line);
    }
    const group = document.createElementNS(SVG, "g");
    const circle = document.createElementNS(SVG, "circle");
    circle.setAttribute("cx", x.toFixed(1));
    circle.setAttribute("cy", y.toFixed(1));
    const crowded = Math.min(MOST, Math.max(...units)) > 6;
    circle.setAttribute("r", crowded ? "7" : "18");
    const reach = document.createElementNS(SVG, "circle"); // what a finger hits: up to half way to the next
    for (const [key, value] of Object.entries({ class: "net-reach", cx: x.toFixed(1), cy: y.toFixed(1), r: (gapOf(units, layer) / 2).toFixed(1) })) reach.setAttribute(key, value);
    group.append(circle, reach, text(x, y + (crowded ? 3 : 4), "", "net-value"));
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "0");
    Object.assign(group.dataset, { layer, o });
    group.addEventListener("click", () => this.choose(layer, o));
    group.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), event.stopPropagation(), this.choose(layer, o)));
    this.nodes.append(group);
  }

  /** Forward a line is as thick as its weight is large, backward as its gradient. */
  private showEdges({ units, weights, pass }: Trace, stage: Stage): void {
    const last = units.length - 1;
    for (const line of this.edges.children as HTMLCollectionOf<SVGLineElement>) {
      const [layer, o, i] = [Number(line.dataset.layer), Number(line.dataset.o), Number(line.dataset.i)];
      const at = layerAt(units, layer);
      const index = at.from + o * at.width + i;
      const back = knownAt(stage, layer, last).delta;
      const all = back ? pass.grad : weights;
      const most = largest(all, at.from, at.biases);
      const share = most > 0 ? Math.abs(all[index]!) / most : 0;
      const now = stage.way !== "loss" && stage.layer === layer;
      line.setAttribute("class", [back ? "back" : "", now ? "now" : "", all[index]! < 0 ? "below" : ""].join(" ").trim());
      line.style.strokeWidth = String(0.4 + 3 * share);
    }
  }

  private showNodes(trace: Trace, stage: Stage, [atLayer, atNeuron]: [number, number], name: (layer: number, neuron: number) => string): void {
    const last = trace.units.length - 1;
    for (const group of this.nodes.querySelectorAll<SVGGElement>("g")) {
      const [layer, o] = [Number(group.dataset.layer), Number(group.dataset.o)];
      const known = knownAt(stage, layer, last);
      const value = known.delta ? trace.pass.layers[layer - 1]!.delta[o]! : valuesOf(trace, layer)[o]!;
      group.setAttribute("class", [known.delta ? "back" : known.value ? "known" : "", layer === atLayer && o === atNeuron ? "chosen" : "", value < 0 ? "below" : ""].join(" ").trim());
      const said = known.value ? shown(value, 2) : "";
      group.setAttribute("aria-label", [name(layer, o), said].filter(Boolean).join(": "));
      group.setAttribute("aria-pressed", String(layer === atLayer && o === atNeuron));
      setText(group.querySelector("text")!, Math.max(...trace.units) <= 6 ? said : "");
    }
  }
}

function largest(all: ArrayLike<number>, from: number, to: number): number {
  let most = 0;
  for (let i = from; i < to; i++) most = Math.max(most, Math.abs(all[i]!));
  return most;
}

function text(x: number, y: number, content: string, className: string): SVGTextElement {
  const element = document.createElementNS(SVG, "text");
  element.setAttribute("x", x.toFixed(1));
  element.setAttribute("y", y.toFixed(1));
  element.setAttribute("class", className);
  element.textContent = content;
  return element;
}
