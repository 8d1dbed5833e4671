// Numbers as a reader sees them, and as a query writes them.

/** A number for reading: three significant digits, a true minus, a power of ten as 2.6 × 10⁵. */
export function shown(value: number | null, digits = 3): string {
  if (value === null || Number.isNaN(value)) return "·";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return withMinus(compact(value, digits));
}

/** A loss for a sentence: two decimals near one, so that two losses compare; more digits where that does not tell them apart. */
export function shownLoss(value: number | null, more = 0): string {
  if (value === null || !Number.isFinite(value)) return shown(value);
  const size = Math.abs(value);
  if (size >= 0.1 && size < 1000) return withMinus(value.toFixed(2 + more));
  return shown(value, 3 + more);
}

/** So many digits more at most are told. */
const MOST_MORE = 9;
/** What differs by no more than such a part is one number, but for rounding. */
const ALIKE = 1e-9;

/** How many digits more than usual tell a number from each that a sentence says it differs from; say writes them. */
export function moreDigits(value: number | null, others: readonly (number | null)[], say: (value: number, more: number) => string): number {
  let more = 0;
  const same = (other: number | null) => other !== null && Math.abs(other - value!) > ALIKE * Math.abs(value!) && say(other, more) === say(value!, more);
  while (value !== null && more < MOST_MORE && others.some(same)) more++;
  return more;
}

/** What a number is at most, of two significant digits: rounded away from zero. */
export function shownBound(value: number | null): string {
  if (value === null || !(value > 0) || !Number.isFinite(value)) return shown(value);
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return shown(Math.ceil(value / unit - 1e-9) * unit, 2);
}

/** So small a part of a loss, or of the one that its run starts with, is rounding: a run at rest goes up and down by it for ever. */
export const ROUNDING = 1e-12;

/** The arrow after a loss that a step has changed, in a run that starts with the loss first: down, up, or none where it stands. */
export function trend(before: number, now: number, first: number): string {
  const least = ROUNDING * Math.max(Math.abs(first) || 0, Math.min(Math.abs(before), Math.abs(now)));
  if (before - now > least) return " ↓";
  return now - before > least ? " ↑" : "";
}

/** A learning rate: as few digits as say it, four at most; more where they do not tell it from another. */
export function shownRate(value: number, more = 0): string {
  return withMinus(compact(value, 4 + more));
}

/** A coordinate with a fixed number of decimals, so that it does not jump. */
export function shownCoordinate(value: number): string {
  if (Math.abs(value) < 0.005) return "0.00"; // without the sign of a zero
  return withMinus(Math.abs(value) >= 1e4 ? compact(value, 3) : value.toFixed(2));
}

function compact(value: number, digits: number): string {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return trimmed(value.toExponential(digits - 1));
  return String(Number(value.toPrecision(digits)));
}

/** 2.60e+5 → 2.6 × 10⁵ */
function trimmed(text: string): string {
  return withPower(text.replace(/\.?0*e/, "e"));
}

/** 2.60e+5 → 2.60 × 10⁵, 1e-5 → 10⁻⁵: a power as mathematics writes it, on one line. */
export function withPower(text: string): string {
  const [, sign, digits, power] = /^(-?)([\d.]+)e(.+)$/.exec(text) ?? [];
  return power ? `${sign}${digits === "1" ? "" : `${digits}${TIMES}`}10${superscript(Number(power))}` : text;
}

/** Between a number and its power of ten, which no line parts. */
export const TIMES = "\u00a0×\u00a0";

/** A number where there is little room: 2.6×10⁵. */
export function tight(text: string): string {
  return text.replace(TIMES, "×");
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A whole number in raised digits. */
export function superscript(n: number): string {
  const digits = String(Math.abs(n)).replace(/\d/g, (d) => SUPERSCRIPTS[Number(d)]);
  return n < 0 ? `⁻${digits}` : digits;
}

function withMinus(text: string): string {
  return text.replace(/-/g, "−");
}

/** Reads a number as a person types it: a true minus or a comma is forgiven. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/−/g, "-").replace(/^(-?\d+),(\d+)$/, "$1.$2");
  if (plain === "" || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** A number for a query: the fewest digits that read back, no plus sign. */
export function written(value: number): string {
  return String(value).replace("e+", "e");
}

/** Rounds to a number of significant digits. */
export function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
