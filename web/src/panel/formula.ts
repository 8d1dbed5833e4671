// The formula field: what is typed is run while it is typed. A formula that fits
// draws at once; one that does not is told beside the field, with its column,
// and the last good picture stays.
import { source } from "../dom/copy.ts";
import { byId, isEditing, setError } from "../dom/dom.ts";
import type { ErrorMessage, ScenarioMessage } from "../wire/wire.ts";

/** How long the typing must rest before it is tried, in ms. */
const rest = 180;

/** The field of the formula, with its box and its typeset form. */
export class FormulaField {
  private readonly field = byId<HTMLInputElement>("formula");
  private readonly view = byId<HTMLInputElement>("view");
  private readonly typeset = byId("typeset");
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tried = "";
  /** The MathML that is shown, as text: a rate that moves leaves it as it is. */
  private shown = "";

  /** choose is told what was typed, and whether the typing goes on; settle, that it is over. */
  constructor(
    private readonly choose: (formula: string, view: string, held: boolean) => void,
    private readonly settle: () => void,
  ) {
    this.field.addEventListener("input", () => this.later(rest, true));
    this.field.addEventListener("change", () => this.later(0, false));
    this.view.addEventListener("change", () => this.later(0, false));
  }

  /** Shows the surface of a scenario; a field that is being typed in is left. */
  show({ formula, surface }: ScenarioMessage): void {
    for (const field of [this.field, this.view]) field.closest<HTMLElement>(".field")!.hidden = surface.network !== undefined;
    if (surface.network) return;
    this.typesetFormula(surface.formula, surface.mathml, surface.gradient_mathml ?? "");
    setError(this.field, byId("formula-error"), "");
    setError(this.view, byId("view-error"), "");
    if (isEditing(this.field) || isEditing(this.view)) return;
    this.field.value = formula || surface.formula;
    this.view.value = surface.view.slice(0, 2 * surface.dimension).join(", ");
    this.tried = this.typed().join("|");
  }

  /** Shows what is wrong with f or view. */
  fail(error: ErrorMessage): void {
    const [input, id] = error.field === "view" ? [this.view, "view-error"] : [this.field, "formula-error"];
    setError(input, byId(id), error.message);
    this.typeset.classList.add("stale");
  }

  private later(ms: number, held: boolean): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.attempt(held), ms);
  }

  private attempt(held: boolean): void {
    const [formula, view] = this.typed();
    const same = `${formula}|${view}` === this.tried;
    this.tried = `${formula}|${view}`;
    if (!same) this.choose(formula, view, held);
    else if (!held) this.settle();
  }

  private typed(): [formula: string, view: string] {
    return [this.field.value.trim(), this.view.value.replace(/−/g, "-").replace(/\s/g, "")];
  }

  /**
   * The formula and below it its gradient. MathML comes from the server's own
   * tree, never from the typed text, which it gives when it is copied.
   */
  private typesetFormula(formula: string, ...lines: string[]): void {
    const text = lines.filter(Boolean).map((mathml) => `<math display="block">${mathml}</math>`).join("");
    this.typeset.classList.remove("stale");
    if (formula + text === this.shown) return;
    this.shown = formula + text;
    const parsed = new DOMParser().parseFromString(text, "text/html").querySelectorAll("math");
    parsed[0]?.setAttribute(source, formula);
    this.typeset.replaceChildren(...[...parsed].map((math) => document.importNode(math, true)));
  }
}
