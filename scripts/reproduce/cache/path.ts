/** The few path operations the cache needs; `node:path` costs as much as a warm run may take. */

/** Of the root, the root itself. */
export function dirname(path: string): string {
  const bare = path.replace(/[/\\]+$/, "");
  if (bare === "") return "/";
  const cut = bare.search(/[/\\][^/\\]*$/);
  return cut > 0 ? bare.slice(0, cut) : cut === 0 ? "/" : /^[A-Za-z]:$/.test(bare) ? bare : ".";
}

export function extension(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
}

export function isUnder(path: string, folder: string): boolean {
  const base = folder.replace(/[/\\]+$/, "");
  return path === base || path.startsWith(base + "/") || path.startsWith(base + "\\");
}

/** Inside `root` without it, so that two checkouts share a key; outside as it is. */
export function relativeTo(path: string, root: string): string {
  return isUnder(path, root) ? path.slice(root.replace(/[/\\]+$/, "").length + 1) : path;
}

export function absoluteFrom(path: string, root: string): string {
  return /^([/\\]|[A-Za-z]:)/.test(path) ? path : `${root.replace(/[/\\]+$/, "")}/${path}`;
}

export function pathOf(fileUrl: string): string {
  const path = decodeURIComponent(new URL(fileUrl).pathname);
  return Deno.build.os === "windows" ? path.slice(1) : path;
}

export function urlOf(path: string): string {
  const escaped = path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return Deno.build.os === "windows" ? `file:///${escaped}` : `file://${escaped}`;
}
