// The optimizer and the schedule, with controls made from their entries, and
// the conditions of a scenario: clipping, noise, seed, steps, start.
import { optimizers, schedules, type Spec } from "../words/catalogue.ts";
import { byId, isEditing, setText } from "../dom/dom.ts";
import { paramControls } from "./params.ts";
import { chosen, withNoise } from "../link/ensemble.ts";
import type { State } from "../link/state.ts";
import type { ScenarioMessage } from "../wire/wire.ts";
import { t, wordOr } from "../words/words.ts";

/** The keys whose fields are plain: their id is their key. */
const plainKeys = ["noise", "seed", "steps", "start"] as const;

/** The choice of optimizers and schedules, with their parameters. */
export class Choices {
  private readonly optimizer = byId<HTMLSelectElement>("optimizer");
  private readonly schedule = byId<HTMLSelectElement>("schedule");
  private readonly clipKind = byId<HTMLSelectElement>("clip-kind");
  private readonly clipBound = byId<HTMLInputElement>("clip-bound");
  private readonly ensembleOf = byId<HTMLSelectElement>("ensemble-of");
  private readonly ensembleSize = byId<HTMLInputElement>("ensemble-size");
  private made = { optimizer: "", schedule: "" };

  constructor(private readonly state: State) {
    this.optimizer.addEventListener("change", () => state.chooseOptimizers([this.optimizer.value]));
    this.schedule.addEventListener("change", () => state.chooseSchedule(this.schedule.value));
    this.clipKind.addEventListener("change", () => this.clip());
    this.clipBound.addEventListener("change", () => this.clip());
    for (const key of plainKeys) {
      byId(key).addEventListener("change", () => this.changed(key, plain(byId<HTMLInputElement>(key).value)));
    }
    byId("seed-roll").addEventListener("click", () => this.changed("seed", String(otherSeed(state.scenario.seed))));
    this.ensembleOf.addEventListener("change", () => this.ensemble());
    this.ensembleSize.addEventListener("change", () => this.ensemble());
  }

  /** Shows the scenario's choices; fields that are being written in are left. */
  async show(scenario: ScenarioMessage): Promise<void> {
    this.showConditions(scenario);
    const ids = [...new Set(scenario.runs.map((run) => run.optimizer))];
    const [rules, plans] = await Promise.all([optimizers(), schedules()]).catch(() => [[], []] as [Spec[], Spec[]]);
    if (scenario.id !== this.state.scenario.id) return;
    this.showOptimizers(rules.filter((spec) => ids.includes(spec.id)), scenario);
    this.showSchedule(plans.find((spec) => spec.id === scenario.schedule), scenario);
  }

  private showConditions(scenario: ScenarioMessage): void {
    byId("start").closest<HTMLElement>(".field")!.hidden = scenario.surface.network !== undefined; // which its initial weights are
    const [kind = "", bound = ""] = typeof scenario.clip === "string" ? scenario.clip.split(":") : [];
    this.clipKind.value = kind;
    this.clipBound.hidden = kind === "";
    if (bound && !isEditing(this.clipBound)) this.clipBound.value = bound;
    const { seeds, starts } = scenario;
    this.ensembleOf.value = seeds > 0 ? "seeds" : starts > 0 ? "starts" : "";
    for (const option of this.ensembleOf.options) option.hidden = option.disabled = option.value !== "" && option.value !== this.ensembleOf.value && !scenario.ensembles.includes(option.value as "seeds");
    this.ensembleSize.hidden = seeds + starts === 0;
    if (seeds + starts > 0 && !isEditing(this.ensembleSize)) this.ensembleSize.value = String(seeds + starts);
    byId("seed-roll").hidden = !scenario.random && starts === 0; // where a seed decides nothing there is none to throw
    const values = { noise: scenario.noise, seed: scenario.seed, steps: scenario.steps, start: scenario.start.slice(0, scenario.surface.dimension).join(", ") };
    for (const key of plainKeys) {
      const field = byId<HTMLInputElement>(key);
      if (!isEditing(field)) field.value = String(values[key]);
    }
  }

  private showOptimizers(specs: Spec[], scenario: ScenarioMessage): void {
    this.chooseOption(specs);
    const one = specs.length === 1 ? specs[0] : undefined;
    setText(byId("optimizer-summary"), one ? wordOr(`optimizer.${one.id}.summary`, one.summary) : "");
    setText(byId("optimizer-rule"), one?.formula ?? "");
    const list = (one?.conventions ?? []).map((id) => t(`convention.${id}`)).join("; ");
    setText(byId("optimizer-conventions"), list && t("optimizer.conventions", { list }));
    const params = [...new Map(specs.flatMap((spec) => spec.params).map((p) => [p.key, p])).values()];
    const set = Object.assign({}, ...scenario.runs.map((run) => run.params)) as Record<string, unknown>;
    const made = specs.map((spec) => spec.id).join() + JSON.stringify(set);
    const host = byId("optimizer-params");
    if (made === this.made.optimizer || host.contains(document.activeElement)) return;
    this.made.optimizer = made;
    host.replaceChildren(...paramControls(params, (key) => asText(set[key]), this.onParam, () => this.state.end()));
  }

  /** With several optimizers the select says so, until one is chosen for all. */
  private chooseOption(specs: Spec[]): void {
    const several = this.optimizer.querySelector("option[value='']");
    if (specs.length > 1 && !several) this.optimizer.prepend(new Option(t("optimizer.mixed"), ""));
    if (specs.length <= 1) several?.remove();
    this.optimizer.value = specs.length === 1 ? specs[0]!.id : "";
  }

  private showSchedule(spec: Spec | undefined, scenario: ScenarioMessage): void {
    this.schedule.value = scenario.schedule;
    if (!spec) return;
    setText(byId("schedule-summary"), wordOr(`schedule.${spec.id}.summary`, spec.summary ?? ""));
    const set = (scenario as { schedule_params?: Record<string, unknown> }).schedule_params ?? {};
    const made = spec.id + JSON.stringify(set);
    const host = byId("schedule-params");
    if (made === this.made.schedule || host.contains(document.activeElement)) return;
    this.made.schedule = made;
    const value = (key: string) => asText(set[key.replace(/^schedule\./, "")]);
    host.replaceChildren(...paramControls(spec.params, value, this.onParam, () => this.state.end()));
  }

  private readonly onParam = (key: string, value: string, held: boolean): void => {
    this.state.change({ [key]: value === "" ? null : value }, held);
  };

  private changed(key: (typeof plainKeys)[number], value: string | null): void {
    this.state.change(key === "noise" ? withNoise(value, this.state.scenario) : { [key]: value });
  }

  private ensemble(): void {
    this.ensembleSize.hidden = this.ensembleOf.value === "";
    this.state.change(chosen(this.ensembleOf.value, plain(this.ensembleSize.value) ?? ""));
  }

  private clip(): void {
    const kind = this.clipKind.value;
    this.clipBound.hidden = kind === "";
    this.state.change({ clip: kind ? `${kind}:${this.clipBound.value.trim()}` : null });
  }
}

function asText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

/** Seeds are thrown up to this: a link with one stays short. */
const SEEDS = 999;

/** A seed from 1 on that is not the one there is; chance is from 0 to below 1. */
export function otherSeed(seed: number, chance = Math.random()): number {
  const thrown = 1 + Math.floor(chance * (SEEDS - 1));
  return thrown >= seed && seed >= 1 ? thrown + 1 : thrown;
}

/** A plain field's value for the query; null (the default) where it is empty. */
export function plain(text: string): string | null {
  return text.replace(/−/g, "-").replace(/\s+/g, "") || null;
}
