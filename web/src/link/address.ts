// The address: where a scenario is, and the keys that are the page's alone. The
// canonical form is the server's; the page only replaces keys.

import { isPageKey, PAGE_KEYS, readKey, type PageKeys } from "./page-keys.ts";
import { sceneOf } from "./lesson-plan.ts";
import { onSite } from "../dom/site.ts";
import { encode, pairs, splitOnce } from "../wire/query.ts";

/** Where a scenario is: a preset with the keys changed in it, or a query alone. */
export interface ScenarioAddress {
  preset: string;
  query: string;
}

/** The preset that "/" opens where it has no key of a scenario; the server's word is Course.Home. */
let home = "stuck-in-a-local-minimum";

/** Sets it, once, from what the page came with: a course may have its own. */
export function setHome(lesson: string): void {
  home = lesson;
}

/** That preset. */
export function homeLesson(): string {
  return home;
}

/** Reads an address into the scenario's place and the page's own keys that it has; empty is what is usual. */
export function readAddress(pathname: string, search: string): { place: ScenarioAddress; page: PageKeys } {
  const path = onSite(pathname);
  const preset = /^\/p\/([a-z0-9-]+)$/.exec(path)?.[1] ?? "";
  const page: PageKeys = {};
  const rest: string[] = [];
  for (const [key, value, pair] of pairs(search.replace(/^\?/, ""))) {
    if (!isPageKey(key) || isNewtons(key, value)) rest.push(pair);
    else page[key] ??= readKey(key, value);
  }
  const atHome = path === "/" && rest.length === 0;
  const lesson = atHome ? home : preset;
  return { place: { preset: lesson && sceneOf(lesson, Number(page.beat || 1)), query: rest.join("&") }, page };
}

/** The key mode as Newton's method once had it: the server reads it as hessian. */
function isNewtons(key: string, value: string): boolean {
  return key === "mode" && (value === "shift" || value === "saddle-free");
}

/** Reads a canonical link, a path with its query, as the server writes it. */
export function readPath(path: string): ScenarioAddress {
  const [pathname = "/", search = ""] = splitOnce(path, "?");
  return readAddress(pathname, search).place;
}

/** The link of a place, with the page's keys after the scenario's. */
export function writePath(path: string, page: PageKeys): string {
  const own = PAGE_KEYS.filter((key) => page[key]).map((key) => `${key}=${encode(page[key] ?? "")}`);
  if (own.length === 0) return path;
  return path + (path.includes("?") ? "&" : "?") + own.join("&");
}
