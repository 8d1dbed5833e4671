// The backward pass, seen: one training point's way through the network at the
// playhead's step, forward and back, and the size of each layer's gradient over the steps.
import { byId, make, maybe, setAttribute, setText } from "../dom/dom.ts";
import { Newest } from "../dom/newest.ts";
import { setOpen } from "../dom/opened.ts";
import { onHost } from "../dom/site.ts";
import type { Theme } from "../draw/colors.ts";
import { writePass } from "../link/open-panel.ts";
import { shown } from "../words/numbers.ts";
import type { Picture } from "../plane/trajectories.ts";
import type { NetNorms, NetStepAnswer, RunInfo, StepAnswer } from "../wire/wire.ts";
import { Bars } from "./bars.ts";
import { backwardLines, forwardLines, type Line, lossLines, sharedLines, type Stage, stagesOf, sub, type Trace, traceOf } from "./chain.ts";
import { Diagram } from "./diagram.ts";
import type { Learner } from "./learner.ts";
import { aloneQuery } from "./weights.ts";
import { say } from "./words.ts";

/** What the pass is of. */
export interface PassMoment {
  picture: Picture;
  run: number;
  k: number;
  theme: Theme;
  info: Learner;
  nameOf: (info: RunInfo) => string;
}

/** The panel of the backward pass. */
export class BackwardPass {
  readonly root = make("section", "backward");
  private readonly title = make("h2", "backward-title");
  private readonly where = make("p", "backward-where");
  private readonly lines = make("div", "backward-lines");
  private readonly diagram = new Diagram((layer, neuron) => this.chooseNeuron(layer, neuron));
  readonly bars = new Bars();
  /** The id of the button that opens it. */
  opener = "step-open";
  /** Asked for with the network that the answer is about: by the time it comes another may be shown. */
  private readonly steps: Newest<{ address: string; info: Learner }, NetStepAnswer | StepAnswer>;
  private readonly norms: Newest<string, NetNorms>;
  private askedStep = "";
  private askedNorms = "";
  private moment: PassMoment | null = null;
  private trace: Trace | null = null;
  /** The network that is shown. */
  private shape = "";
  private point = 0;
  private stage = 0;
  private neuron = 0;
  private said = "";

  constructor(
    /** Another point is looked at, or the panel was opened or closed. */
    private readonly changed: () => void,
    /** A hand has opened it, closed it or gone to another stage: as the link says it. */
    private readonly panelChanged: (panel: string) => void,
  ) {
    this.root.id = "backward";
    this.root.hidden = this.bars.root.hidden = true;
    this.root.setAttribute("aria-label", say("pass.label"));
    this.steps = new Newest(({ address }, signal) => load(address, signal), (answer, { info }) => this.take(answer, info));
    this.norms = new Newest((address, signal) => load(address, signal), (answer) => (this.bars.take(answer), this.paintBars()));
    this.build();
  }

  get open(): boolean {
    return !this.root.hidden;
  }

  /** The training point that is looked at; −1 while the panel is closed. */
  get chosen(): number {
    return this.open ? this.point : -1;
  }

  toggle(): void {
    this.turn();
    this.tell();
  }

  /** Opens it at a stage, counted from 1, or closes it, as the link says. */
  set(stage: number | null): void {
    if (stage !== null) [this.stage, this.neuron] = [stage - 1, 0];
    if (this.open !== (stage !== null)) this.turn();
    this.paint();
  }

  private tell(): void {
    this.panelChanged(this.open ? writePass(this.stage + 1) : "");
  }

  private turn(): void {
    if (!this.root.isConnected) byId("side").insertBefore(this.root, byId("chart-figure"));
    setOpen(this.root, !this.open);
    this.bars.root.hidden = !this.open;
    this.mark();
    if (!this.open && this.root.contains(document.activeElement)) maybe(this.opener)?.focus();
    this.changed();
  }

  /** The button says whether it is open; that of a landscape that is a network is there only with it. */
  mark(): void {
    const opener = maybe(this.opener);
    if (opener) setAttribute(opener, "aria-expanded", String(this.open));
  }

  /** Closes it; true if it was open. */
  close(): boolean {
    if (!this.open) return false;
    this.toggle();
    return true;
  }

  /** The surface is no network any more. */
  leave(): void {
    if (this.open) this.turn();
    this.root.remove();
    [this.askedStep, this.askedNorms, this.moment, this.shape] = ["", "", null, ""];
    this.empty();
  }

  /** Of another network nothing is shown any more, before the answer about this one has come. */
  private keepTo(info: Learner): void {
    const shape = shapeOf(info);
    if (shape !== this.shape) this.empty();
    this.shape = shape;
  }

  private empty(): void {
    this.trace = null;
    this.said = "";
    this.askedStep = "";
    this.lines.replaceChildren();
    setText(this.where, "");
    this.diagram.empty();
  }

  /** Looks at a training point. */
  choosePoint(point: number): void {
    if (!this.moment || point < 0 || point >= this.moment.info.size) return;
    this.point = point;
    this.changed();
  }

  /** Follows the playhead. */
  follow(moment: PassMoment): void {
    this.moment = moment;
    this.keepTo(moment.info);
    if (!this.open) return;
    const { picture, run, info } = moment;
    const shownRun = picture.runs[run];
    if (!shownRun) return;
    this.point = Math.min(this.point, info.size - 1);
    this.root.style.setProperty("--run", moment.theme.runs[run] ?? "");
    const last = shownRun.trajectory.last;
    const k = Math.max(0, Math.min(moment.k, last - 1)); // the last iterate makes no step
    const query = aloneQuery(picture.scenario, shownRun.info);
    setText(this.title, say("pass.title", { name: moment.nameOf(shownRun.info), k, n: this.point + 1 }));
    const address = `/api/step?${query}&run=0&k=${k}&point=${this.point}`;
    if (address !== this.askedStep && last > 0) this.steps.want({ address: (this.askedStep = address), info });
    const norms = `/api/norms?${query}&run=0`;
    if (norms !== this.askedNorms && shownRun.trajectory.complete) this.norms.want((this.askedNorms = norms));
    this.bars.setStep(k);
    this.paintBars();
  }

  private take(answer: NetStepAnswer | StepAnswer, info: Learner): void {
    if (!this.moment || shapeOf(info) !== this.shape) return;
    this.trace = traceOf(info, answer);
    this.paint();
  }

  private build(): void {
    const top = make("div", "backward-top");
    const close = this.button("backward-close", "✕", () => this.close());
    close.classList.add("icon");
    close.setAttribute("aria-label", say("pass.close"));
    top.append(this.title, close);
    const bar = make("div", "backward-bar");
    bar.append(
      this.button("pass-back", say("pass.back"), () => this.move(-1)),
      this.button("pass-on", say("pass.on"), () => this.move(1)),
      this.where,
      this.button("pass-point", say("pass.point"), () => this.moment && this.choosePoint((this.point + 1) % this.moment.info.size)),
    );
    this.lines.setAttribute("aria-live", "polite");
    this.root.append(top, bar, this.diagram.root, this.lines);
  }

  private button(id: string, label: string, press: () => void): HTMLButtonElement {
    const button = make("button", "button", label);
    button.type = "button";
    button.id = id;
    button.addEventListener("click", press);
    return button;
  }

  private move(by: -1 | 1): void {
    if (!this.trace) return;
    this.stage = Math.max(0, Math.min(stagesOf(this.trace.units).length - 1, this.stage + by));
    this.neuron = 0;
    this.tell();
    this.paint();
  }

  /** A neuron was pressed: the stage goes to where it is computed, on the way that is gone. */
  private chooseNeuron(layer: number, neuron: number): void {
    if (!this.trace) return;
    const stages = stagesOf(this.trace.units);
    const way = layer > 0 && stages[this.stage]?.way === "backward" ? "backward" : "forward";
    const found = stages.findIndex((stage) => stage.way === way && stage.layer === layer);
    if (found >= 0) this.stage = found;
    this.neuron = neuron;
    this.tell();
    this.paint();
  }

  private paint(): void {
    const { trace } = this;
    if (!trace) return;
    const stages = stagesOf(trace.units);
    this.stage = Math.min(this.stage, stages.length - 1);
    const stage = stages[this.stage]!;
    const layer = stage.way === "loss" ? trace.units.length - 1 : stage.layer;
    this.neuron = Math.min(this.neuron, trace.units[layer]! - 1);
    setText(this.where, this.nameStage(stage, trace.units.length - 1));
    (this.root.querySelector("#pass-back") as HTMLButtonElement).disabled = this.stage === 0;
    (this.root.querySelector("#pass-on") as HTMLButtonElement).disabled = this.stage === stages.length - 1;
    this.diagram.show(trace, stage, [layer, this.neuron], (l, o) => say("pass.neuron", { layer: l, n: o + 1 }));
    this.write(linesAt(trace, stage, this.neuron));
  }

  private nameStage(stage: Stage, last: number): string {
    if (stage.way === "loss") return say("pass.stage.loss");
    if (stage.way === "forward") return stage.layer === 0 ? say("pass.stage.inputs") : say("pass.stage.forward", { layer: stage.layer, last });
    return say("pass.stage.backward", { layer: stage.layer, last });
  }

  private write(lines: Line[]): void {
    const text = lines.map(({ name, how, result }) => [name, how, shown(result, 4)]);
    if (JSON.stringify(text) === this.said) return;
    this.said = JSON.stringify(text);
    this.lines.replaceChildren(...text.map(([name = "", how = "", result = ""]) => {
      const line = make("p");
      line.append(make("b", "", name), how ? ` = ${how}` : "", " = ", make("strong", "", result));
      return line;
    }));
  }

  private paintBars(): void {
    if (this.moment && this.open) this.bars.paint(this.moment.theme);
  }
}

/** Networks of one shape have the same neurons, and the same arithmetic. */
function shapeOf({ units, act, loss, ties }: Learner): string {
  return JSON.stringify([units, act, loss, ties]);
}

function linesAt(trace: Trace, stage: Stage, neuron: number): Line[] {
  if (stage.way === "loss") return lossLines(trace);
  if (stage.way === "forward") return forwardLines(trace, stage.layer, neuron);
  const lines = backwardLines(trace, stage.layer, neuron);
  return stage.layer === 1 ? [...lines, ...sharedLines(trace), ...meanLines(trace)] : lines;
}

/** What all points together make of a landscape's own gradient, where there are several. */
function meanLines({ whole }: Trace): Line[] {
  if (!whole || whole.size === 1) return [];
  return whole.gradient.map((result, own) => ({ name: `∂L/∂${sub("w", own)}`, how: say("pass.mean", { n: whole.size }), result }));
}

async function load<T>(address: string, signal: AbortSignal): Promise<T> {
  const answer = await fetch(onHost(address), { signal });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}
