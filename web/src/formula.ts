// The formula field: what is typed is read by the server while it is typed. A
// formula that fits runs at once; one that does not is told beside the field,
// with its column, and the last good picture stays.
import { AnswerError, fetchJSON } from "./catalogue.ts";
import { byId, isEditing, setError } from "./dom.ts";
import type { ScenarioMessage, Surface } from "./wire.ts";

/** How long the typing must rest before it is read, in ms. */
const rest = 180;

export class FormulaField {
  private readonly field = byId<HTMLInputElement>("formula");
  private readonly view = byId<HTMLInputElement>("view");
  private readonly typeset = byId("typeset");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: AbortController | null = null;
  private told = "";
  private last = "";

  constructor(private readonly choose: (formula: string, view: string) => void) {
    this.field.addEventListener("input", () => this.later(rest));
    this.field.addEventListener("change", () => this.later(0));
    this.view.addEventListener("change", () => this.later(0));
  }

  /** Shows the surface of a scenario, unless a person is typing one. */
  show(scenario: ScenarioMessage): void {
    const { surface } = scenario;
    if (isEditing(this.field) || isEditing(this.view)) return;
    this.field.value = this.last = scenario.formula || surface.formula;
    this.view.value = surface.view.join(", ");
    this.setMath(surface.mathml);
    this.setError("");
  }

  /** An error of the stream, for f or view. */
  setError(message: string, field: "f" | "view" = "f"): void {
    this.told = message;
    const [input, place] = field === "f" ? [this.field, "formula-error"] : [this.view, "view-error"];
    setError(input, byId(place), message);
    this.typeset.classList.toggle("stale", message !== "");
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.read(), ms);
  }

  private async read(): Promise<void> {
    const [formula, view] = [this.field.value.trim(), this.view.value.replace(/\s/g, "")];
    const what = `${formula}|${view}`;
    if (what === this.last || formula === this.last) return;
    this.reading?.abort();
    this.reading = new AbortController();
    try {
      const query = `f=${encodeURIComponent(formula)}&view=${encodeURIComponent(view)}`;
      const surface = await fetchJSON<Surface>(`/api/surface?${query}`, this.reading.signal);
      this.last = what;
      this.setMath(surface.mathml);
      this.setError("");
      this.setError("", "view");
      this.choose(formula, view);
    } catch (error) {
      this.tell(error);
    }
  }

  private tell(error: unknown): void {
    if (!(error instanceof AnswerError)) return;
    this.setError(error.told.message, error.told.field === "view" ? "view" : "f");
    if (error.told.field !== "view" && error.told.column) this.point(error.told.column);
  }

  /** Sets the caret where the formula went wrong, if nobody is typing there. */
  private point(column: number): void {
    if (!isEditing(this.field)) this.field.setSelectionRange(column - 1, column);
  }

  /** MathML comes from the server's own tree, never from the typed text. */
  private setMath(mathml: string): void {
    const text = `<math display="block">${mathml}</math>`;
    const parsed = new DOMParser().parseFromString(text, "text/html").querySelector("math");
    this.typeset.replaceChildren(...(parsed ? [document.importNode(parsed, true)] : []));
    this.typeset.classList.remove("stale");
  }

  /** Whether the field shows an error just now. */
  get wrong(): boolean {
    return this.told !== "";
  }
}
