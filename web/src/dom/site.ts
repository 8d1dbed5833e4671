// Where this site is on its host: at its root, or below a path that a proxy
// keeps for it.

let base = "";

/** Sets the path below which the site lies, once: "" or "/downhill". */
export function setBase(path: string): void {
  base = path;
}

/** A path of the site as one of its host. */
export function onHost(path: string): string {
  return base + path;
}

/** A path of the host as one of the site. */
export function onSite(path: string): string {
  return path.startsWith(`${base}/`) ? path.slice(base.length) : path;
}
