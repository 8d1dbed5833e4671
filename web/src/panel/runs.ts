// The runs of a scenario, one to six: added, removed, named, each with an
// optimizer of its own.
import { optimizers, type Spec } from "../words/catalogue.ts";
import { optimizerName, runName } from "../words/names.ts";
import { byId, make } from "../dom/dom.ts";
import { rounded, written } from "../words/numbers.ts";
import { sign } from "../draw/sign.ts";
import type { State } from "../link/state.ts";
import type { RunInfo, ScenarioMessage } from "../wire/wire.ts";
import { t } from "../words/words.ts";

/** The most runs that a scenario has. */
const mostRuns = 6;

/** The list of runs in the set-up. */
export class RunsEditor {
  private readonly host = byId("runs-edit");
  private readonly adder = byId<HTMLButtonElement>("run-add");
  private made = "";

  constructor(private readonly state: State) {
    this.adder.addEventListener("click", () => this.set(added(state.scenario.runs)));
  }

  /** Shows the runs; does nothing while they are the same. */
  async show(scenario: ScenarioMessage): Promise<void> {
    const made = scenario.runs.map((run) => [run.optimizer, runName(scenario, run), run.name, run.ink].join()).join(";");
    this.adder.disabled = scenario.runs.length >= mostRuns || scenario.runs.some((run) => run.rateless);
    if (made === this.made) return;
    const rules = await optimizers().catch(() => [] as Spec[]);
    this.made = made;
    this.host.replaceChildren(...scenario.runs.map((run, i) => this.row(scenario, run, i, rules)));
  }

  private row(scenario: ScenarioMessage, run: RunInfo, i: number, rules: Spec[]): HTMLElement {
    const name = runName(scenario, run);
    const row = make("div", "run-edit");
    row.dataset.ink = String(run.ink);
    row.append(sign(run.shape), this.nameField(run, name, i), this.optimizerSelect(run, name, i, rules), this.remover(name, i));
    return row;
  }

  private nameField(run: RunInfo, name: string, i: number): HTMLElement {
    const field = make("input", "text");
    field.value = run.name;
    field.placeholder = name;
    field.maxLength = 40;
    field.setAttribute("aria-label", t("run.name", { n: i + 1 }));
    field.addEventListener("change", () => {
      const names = this.state.scenario.runs.map((other, j) => (j === i ? field.value.replace(/,/g, " ").trim() : other.name));
      this.state.change({ names: names.some(Boolean) ? names.join(",") : null });
    });
    return field;
  }

  private optimizerSelect(run: RunInfo, name: string, i: number, rules: Spec[]): HTMLElement {
    const select = make("select", "text");
    select.setAttribute("aria-label", t("run.optimizer", { name }));
    for (const rule of rules.filter((r) => !r.rateless || r.id === run.optimizer)) {
      select.append(new Option(optimizerName(rule.id), rule.id, false, rule.id === run.optimizer));
    }
    select.addEventListener("change", () => {
      this.state.chooseOptimizers(this.state.scenario.runs.map((other, j) => (j === i ? select.value : other.optimizer)));
    });
    return select;
  }

  private remover(name: string, i: number): HTMLElement {
    const button = make("button", "button icon", "✕");
    button.type = "button";
    button.setAttribute("aria-label", t("run.remove", { name }));
    button.disabled = this.state.scenario.runs.length < 2;
    button.addEventListener("click", () => this.set(this.state.scenario.runs.filter((_, j) => j !== i)));
    return button;
  }

  /** Writes the runs into the query, keeping their rates. */
  private set(runs: RunInfo[]): void {
    const ids = runs.map((run) => run.optimizer);
    const names = runs.map((run) => run.name);
    this.state.change({
      opt: ids.every((id) => id === ids[0]) ? (ids[0] ?? null) : ids.join(","),
      lr: runs.map((run) => written(run.lr)).join(","),
      names: names.some(Boolean) ? names.join(",") : null,
    });
  }
}

/** One more run: like the last one, at a rate three times as high. */
export function added(runs: RunInfo[]): RunInfo[] {
  const last = runs[runs.length - 1];
  if (!last || runs.length >= mostRuns) return runs;
  return [...runs, { ...last, run: runs.length, name: "", lr: Math.min(1e6, rounded(last.lr * 3, 2)) }];
}
