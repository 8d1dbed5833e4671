// What is wrong, in the page's language. The wire carries an error as data, with
// an English sentence for those who read it without the page.
import type { ErrorBody } from "../wire/wire.ts";
import { has, t } from "./words.ts";

/** The sentence for an error; its English one where its kind has no words. */
export function errorText({ kind, message, field = "", value = "", args = {} }: ErrorBody): string {
  const key = `error.${kind}`;
  return has(key) ? t(key, { field, value, ...args }) : message;
}
