// Controls made from a Spec's list of parameters: the same entry that bounds
// the query makes the control.
import type { Param } from "../wire/wire.ts";
import { make } from "../dom/dom.ts";
import { parseNumber, rounded, written } from "../words/numbers.ts";
import { wordOr } from "../words/words.ts";

/** Takes a control's key and its new value, as the query writes it. */
export type OnParam = (key: string, value: string, held: boolean) => void;

/** The controls of a Spec; value reads what the scenario has for a key. */
export function paramControls(
  params: Param[],
  value: (key: string) => string | undefined,
  onParam: OnParam,
  onEnd: () => void,
): HTMLElement[] {
  return params.map((param) => field(param, control(param, value(param.key) ?? defaultText(param), onParam, onEnd)));
}

/** A parameter's default as the query writes it; empty where it depends. */
export function defaultText(param: Param): string {
  if (param.default === null) return ""; // the scenario's number of steps
  return typeof param.default === "number" ? written(param.default) : String(param.default);
}

/** The key as its papers write it, the control, and what it means. */
function field({ key, meaning }: Param, controls: HTMLElement): HTMLElement {
  const box = make("div", "field");
  const label = make("label", "mono", key.replace(/^schedule\./, ""));
  label.htmlFor = `param-${key}`;
  const help = make("p", "help", wordOr(`param.${key}`, meaning));
  const error = make("p", "field-error");
  error.id = `${key}-error`;
  error.hidden = true;
  error.setAttribute("role", "alert");
  box.append(label, controls, error, help);
  return box;
}

function control(param: Param, text: string, onParam: OnParam, onEnd: () => void): HTMLElement {
  if (param.kind === "bool") return checkbox(param.key, text === "true", onParam);
  if (param.kind === "choice") return choice(param.key, param.choices, text, onParam);
  return numberPair(param, text, onParam, onEnd);
}

function checkbox(key: string, checked: boolean, onParam: OnParam): HTMLElement {
  const box = make("input", "box");
  box.type = "checkbox";
  box.id = `param-${key}`;
  box.checked = checked;
  box.addEventListener("change", () => onParam(key, String(box.checked), false));
  return box;
}

function choice(key: string, values: string[], text: string, onParam: OnParam): HTMLElement {
  const select = make("select", "text");
  select.id = `param-${key}`;
  for (const value of values) select.append(new Option(wordOr(`choice.${key}.${value}`, value), value, false, value === text));
  select.addEventListener("change", () => onParam(key, select.value, false));
  return select;
}

/** A number field; with a slider beside it where the range is finite. */
function numberPair(param: Param, text: string, onParam: OnParam, onEnd: () => void): HTMLElement {
  const { key } = param;
  const input = make("input", "text");
  input.id = `param-${key}`;
  input.type = "text";
  input.inputMode = "decimal";
  input.value = text;
  input.setAttribute("aria-describedby", `${key}-error`);
  const scale = scaleOf(param);
  const slider = scale ? rangeInput(param, scale, text) : null;
  input.addEventListener("change", () => {
    const value = parseNumber(input.value);
    if (slider && value !== null) slider.value = String(scale!.to(value));
    onParam(key, input.value.trim(), false);
  });
  if (!slider) return input;
  slider.addEventListener("input", () => {
    input.value = written(scale!.from(slider.valueAsNumber));
    onParam(key, input.value, true);
  });
  slider.addEventListener("change", onEnd);
  const pair = make("div", "param-pair");
  pair.append(slider, input);
  return pair;
}

function rangeInput(param: Param, scale: Scale, text: string): HTMLInputElement {
  const slider = make("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = "1";
  slider.step = "any";
  slider.value = String(scale.to(parseNumber(text) ?? param.min ?? 0));
  slider.setAttribute("aria-label", wordOr(`param.${param.key}`, param.meaning));
  return slider;
}

/** From a value to a slider's share of its length, and back. */
export interface Scale {
  to(value: number): number;
  from(share: number): number;
}

/** The scale of a parameter; null where its range has no end to slide to. */
export function scaleOf(param: Pick<Param, "kind" | "min" | "max" | "log">): Scale | null {
  const { min, max } = param;
  if (min === null || max === null || !(max - min < 1e7) || (param.log && min <= 0)) return null;
  const tidy = (v: number) => (param.kind === "integer" ? Math.round(v) : rounded(v, 3));
  if (!param.log) return { to: (v) => (v - min) / (max - min), from: (s) => tidy(min + s * (max - min)) };
  const span = Math.log(max / min);
  return { to: (v) => Math.log(Math.max(v, min) / min) / span, from: (s) => tidy(min * Math.exp(s * span)) };
}
