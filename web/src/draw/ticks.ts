// Round numbers for axes, and their text with no more digits than the step needs.

import { shown, superscript, tight } from "../words/numbers.ts";

const MINUS = "\u2212";

/** The step of 1, 2 or 5 times a power of ten that cuts the span in about count parts. */
export function tickStep(span: number, count: number): number {
  const raw = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const part = raw / power;
  if (part < Math.SQRT2) return power;
  if (part < Math.sqrt(10)) return 2 * power;
  return part < Math.sqrt(50) ? 5 * power : 10 * power;
}

/** About count round numbers within [min, max]. */
export function ticks(min: number, max: number, count: number): number[] {
  const span = max - min;
  if (!(span > 0) || !Number.isFinite(span)) return [];
  const step = tickStep(span, count);
  const [first, last] = [Math.ceil(min / step), Math.floor(max / step)];
  const places = Math.max(0, -Math.floor(Math.log10(step)));
  const found: number[] = [];
  for (let i = first; i <= last; i++) {
    const value = i * step;
    found.push((places > 20 ? value : Number(value.toFixed(places))) || 0);
  }
  return found;
}

/** Powers of ten within [min, max], thinned to at most count of them. */
export function logTicks(min: number, max: number, count: number): number[] {
  if (!(min > 0) || !(max > min)) return [];
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  const stride = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, count)));
  const found: number[] = [];
  for (let e = first; e <= last; e++) {
    if (e % stride === 0) found.push(Number(`1e${e}`));
  }
  return found;
}

/** A tick's number, with the places that its step needs. */
export function tickText(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step);
  if (size >= 1e5 || step < 1e-5) {
    return tight(shown(value, 1 + Math.max(1, Math.ceil(Math.log10(size / step)))));
  }
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return withMinus(value.toFixed(places));
}

/** A power of ten as 10⁻³; other numbers plainly. */
export function powerText(value: number): string {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-6) return shown(value);
  return `10${superscript(Math.round(exponent))}`;
}

/** A round loss, as a class writes it: 2 × 10⁷ where it is very large or small. */
export function levelText(value: number): string {
  return shown(value, 6);
}

function withMinus(text: string): string {
  return text.replace("-", MINUS);
}
