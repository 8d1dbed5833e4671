// The controls of a network: its data, its layers, and the plane on which its
// landscape is drawn, made from what the server lists.
import { byId, isEditing, make, setError } from "../dom/dom.ts";
import type { State } from "../link/state.ts";
import { networks } from "../words/catalogue.ts";
import { t, wordOr } from "../words/words.ts";
import type { DataKind, NetworkInfo, Networks, ScenarioMessage } from "../wire/wire.ts";
import { plain } from "./choices.ts";
import { paramControls } from "./params.ts";

/** The keys that have a field of text of their own. */
const TEXTS = ["units", "batch"] as const;

/** Layers of a network that learns data of another kind, where none were chosen. */
const HIDDEN = [8, 8];

/** The part of the set-up that is a network's. */
export class NetworkControls {
  private readonly root = make("div", "network");
  private readonly params = make("div", "params");
  private readonly texts = new Map<string, HTMLInputElement>();
  private readonly plane = make("select", "text");
  private readonly pair: [HTMLInputElement, HTMLInputElement] = [make("input", "text"), make("input", "text")];
  private made = "";

  constructor(private readonly state: State) {
    this.root.hidden = true;
    this.root.append(this.params);
    for (const key of TEXTS) this.root.append(this.textField(key));
    this.root.append(this.planeField());
    byId("setup-surface").prepend(this.root);
  }

  /** A network is to learn a kind of data: its layers stay, but for what goes in. */
  learn({ id, inputs }: DataKind): void {
    const info = this.state.scenario.surface.network;
    const hidden = info ? info.units.slice(1, -1) : HIDDEN;
    const kept: Record<string, string | null> = info ? { act: info.act, init: info.init, batch: this.state.scenario.training?.batch ?? null, plane: info.plane.text } : {};
    this.state.chooseSurface({ surface: "net", data: id, units: [inputs, ...hidden, 1].join(), ...kept });
  }

  /** Shows the network of a scenario; fields that are being written in are left. */
  async show({ id, surface, training }: ScenarioMessage): Promise<void> {
    this.root.hidden = !surface.network;
    if (!surface.network || !training) return;
    const all = await networks().catch(() => null);
    const info = this.state.scenario.surface.network;
    if (!all || !info || id !== this.state.scenario.id) return;
    this.showParams(all, info);
    this.write("units", info.units.join(","));
    this.write("batch", training.batch);
    this.showPlane(all, info);
  }

  private showParams({ params, data }: Networks, info: NetworkInfo): void {
    const set: Record<string, string> = { data: info.data, "data.noise": String(info.noise), "data.size": String(info.size), act: info.act, loss: info.loss, init: info.init };
    const made = JSON.stringify(set);
    if (made === this.made || this.params.contains(document.activeElement)) return;
    this.made = made;
    const onParam = (key: string, value: string, held: boolean) => {
      const kind = key === "data" ? data.find(({ id }) => id === value) : undefined;
      if (kind) this.learn(kind);
      else this.state.change({ [key]: value === "" ? null : value }, held);
    };
    this.params.replaceChildren(...paramControls(params, (key) => set[key], onParam, () => this.state.end()));
  }

  private textField(key: (typeof TEXTS)[number]): HTMLElement {
    const input = make("input", "text mono");
    input.id = key;
    input.type = "text";
    input.autocomplete = "off";
    input.addEventListener("change", () => this.state.change({ [key]: plain(input.value) }));
    this.texts.set(key, input);
    return labelled(key, [input]);
  }

  private write(key: string, text: string): void {
    const input = this.texts.get(key);
    if (!input || isEditing(input)) return;
    input.value = text;
    setError(input, byId(`${key}-error`), "");
  }

  private planeField(): HTMLElement {
    this.plane.id = "plane";
    this.plane.addEventListener("change", () => this.choosePlane());
    const pair = make("div", "pair");
    for (const [i, input] of this.pair.entries()) {
      input.type = "text";
      input.inputMode = "numeric";
      input.setAttribute("aria-label", t(`net.weight.${i + 1}`));
      input.addEventListener("change", () => this.choosePlane());
    }
    pair.append(...this.pair);
    return labelled("plane", [this.plane, pair]);
  }

  private choosePlane(): void {
    const { value } = this.plane;
    const [first, second] = this.pair.map(({ value }) => value.trim());
    this.state.change({ plane: value === "weights" ? `weights:${first || 0},${second || 1}` : value });
  }

  private showPlane({ planes }: Networks, { plane }: NetworkInfo): void {
    if (this.plane.options.length === 0) for (const kind of planes) this.plane.append(new Option(wordOr(`choice.plane.${kind}`, kind), kind));
    if (!isEditing(this.plane)) this.plane.value = plane.kind;
    const numbers = plane.kind === "weights" ? plane.text.replace(/^.*:/, "").split(",") : [];
    for (const [i, input] of this.pair.entries()) {
      input.parentElement!.hidden = numbers.length === 0;
      if (numbers[i] !== undefined && !isEditing(input)) input.value = numbers[i]!;
    }
    setError(this.plane, byId("plane-error"), "");
  }
}

/** A control with its label, its help and a place for what is wrong with it. */
function labelled(key: string, controls: HTMLElement[]): HTMLElement {
  const field = make("div", "field");
  const label = make("label", "", t(`net.field.${key}`));
  label.htmlFor = key;
  const error = make("p", "field-error");
  error.id = `${key}-error`;
  error.hidden = true;
  error.setAttribute("role", "alert");
  controls[0]?.setAttribute("aria-describedby", error.id);
  field.append(label, ...controls, error, make("p", "help", t(`net.field.${key}.help`)));
  return field;
}
