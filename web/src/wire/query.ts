// A query as text: reading and replacing its keys.

/**
 * Escapes that mark a query as a form encoder's, whose + is a space; in any other
 * a + is a plus sign. The server reads by the same rule (train/link/query.go).
 */
const FORM = /%2[BCF89]|%3D/i;

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
export function pairs(query: string): [key: string, value: string, pair: string][] {
  const parts = query.split("&").filter((part) => part !== "");
  const form = parts.some((part) => FORM.test(splitOnce(part, "=")[1]));
  return parts.map((part) => {
    const [key = "", text = ""] = splitOnce(part, "=");
    const value = decode(form ? text.replace(/\+/g, " ") : text);
    return [decode(key), value, part.includes("+") ? `${key}=${encode(value)}` : part];
  });
}

/** A text before and after the first of a mark. */
export function splitOnce(text: string, at: string): [string, string] {
  const i = text.indexOf(at);
  return i < 0 ? [text, ""] : [text.slice(0, i), text.slice(i + 1)];
}

/** An escaped text, as it stands where its escapes are damaged. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Commas and colons are what lists are made of, and stay readable; what chats take for their own marks is escaped. */
export function encode(text: string): string {
  const marked = encodeURIComponent(text).replace(/[!~*'()]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return marked.replace(/%2C/g, ",").replace(/%3A/g, ":");
}
