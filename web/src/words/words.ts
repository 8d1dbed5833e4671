// The page's words: the same messages that the templates read, embedded in the
// page as data. No sentence is written anywhere else in the scripts.
import { particles } from "./particles.ts";

/** What stands in a message's placeholders, by name. */
export type Values = Record<string, string | number>;

let messages: Record<string, string> = {};

/** Sets the messages, once, from the page's data block (tests set their own). */
export function setMessages(words: Record<string, string>): void {
  messages = words;
}

/** Adds the messages that did not come with the page. */
export function addMessages(words: Record<string, string>): void {
  messages = { ...messages, ...words };
}

/** Whether there is a message under key. */
export function has(key: string): boolean {
  return key in messages;
}

/**
 * The message under key with its {placeholders} filled in. A number under the
 * name n chooses between key.one and key.other; a language without a plural has
 * the plain key. A missing key is shown as it is, so that it is seen.
 */
export function t(key: string, values: Values = {}): string {
  const text = messages[key] ?? messages[key + plural(values)] ?? key;
  return particles(text, values).replace(/\{(\w+)\}/g, (hole, name: string) => (name in values ? String(values[name]) : hole));
}

function plural(values: Values): string {
  return String(values["n"]) === "1" ? ".one" : ".other";
}

/** A value's message, or the fallback where the catalogue's word is not there. */
export function wordOr(key: string, fallback: string): string {
  return messages[key] ?? fallback;
}
