// The address: the scenario's query, edited as text, and the keys that are the
// page's alone. The canonical form is the server's; the page only replaces keys.

import { isPageKey, PAGE_KEYS, readKey, type PageKeys } from "./page-keys.ts";
import { onSite } from "./site.ts";

/**
 * Escapes that mark a query as a form encoder's, whose + is a space; in any other
 * a + is a plus sign. The server reads by the same rule (train/query.go).
 */
const FORM = /%2[BCF89]|%3D/i;

/** Where a scenario is: a preset with the keys changed in it, or a query alone. */
export interface Place {
  preset: string;
  query: string;
}

/** Reads an address into the scenario's place and the page's own keys. */
export function readAddress(pathname: string, search: string): { place: Place; page: PageKeys } {
  const preset = /^\/p\/([a-z0-9-]+)$/.exec(onSite(pathname))?.[1] ?? "";
  const page: PageKeys = {};
  const rest: string[] = [];
  for (const [key, value, pair] of pairs(search.replace(/^\?/, ""))) {
    if (!isPageKey(key) || isNewtons(key, value)) rest.push(pair);
    else if (readKey(key, value)) page[key] ??= readKey(key, value);
  }
  return { place: { preset, query: rest.join("&") }, page };
}

/** The key mode as Newton's method once had it: the server reads it as hessian. */
function isNewtons(key: string, value: string): boolean {
  return key === "mode" && (value === "shift" || value === "saddle-free");
}

/** Reads a canonical link, a path with its query, as the server writes it. */
export function readPath(path: string): Place {
  const [pathname = "/", search = ""] = splitOnce(path, "?");
  return readAddress(pathname, search).place;
}

/** The link of a place, with the page's keys after the scenario's. */
export function writePath(path: string, page: PageKeys): string {
  const own = PAGE_KEYS.filter((key) => page[key]).map((key) => `${key}=${encode(page[key] ?? "")}`);
  if (own.length === 0) return path;
  return path + (path.includes("?") ? "&" : "?") + own.join("&");
}

/** A key's value in a query; undefined where it is not set. */
export function valueOf(query: string, key: string): string | undefined {
  for (const [name, value] of pairs(query)) if (name === key) return value;
  return undefined;
}

/** The query with keys replaced where they stand, added, or (null) taken out. */
export function edit(query: string, changes: Record<string, string | null>): string {
  const left = { ...changes };
  const out: string[] = [];
  for (const [key, , pair] of pairs(query)) {
    if (!(key in changes)) out.push(pair);
    else if (key in left) {
      const value = left[key];
      if (value !== null && value !== undefined) out.push(`${key}=${encode(value)}`);
      delete left[key];
    }
  }
  for (const [key, value] of Object.entries(left)) if (value !== null) out.push(`${key}=${encode(value)}`);
  return out.join("&");
}

/** The query without any of the keys that the test picks out. */
export function without(query: string, drop: (key: string) => boolean): string {
  return pairs(query)
    .filter(([key]) => !drop(key))
    .map(([, , pair]) => pair)
    .join("&");
}

/** A query's keys and values, and each pair as text that has no plus sign: it reads the same in any other query. */
function pairs(query: string): [key: string, value: string, pair: string][] {
  const parts = query.split("&").filter((part) => part !== "");
  const form = parts.some((part) => FORM.test(splitOnce(part, "=")[1]));
  return parts.map((part) => {
    const [key = "", text = ""] = splitOnce(part, "=");
    const value = decode(form ? text.replace(/\+/g, " ") : text);
    return [decode(key), value, part.includes("+") ? `${key}=${encode(value)}` : part];
  });
}

function splitOnce(text: string, at: string): [string, string] {
  const i = text.indexOf(at);
  return i < 0 ? [text, ""] : [text.slice(0, i), text.slice(i + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Commas and colons are what lists are made of, and stay readable. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/\)$/, "%29");
}
