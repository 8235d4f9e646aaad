import { isAbsolute, join, relative, sep } from "node:path";

/** `<shelf>/<note>` for a notebook under `<root>/notebooks`, else null. */
export function noteId(path: string, root: string): string | null {
  const inside = relative(join(root, "notebooks"), path);
  if (inside.startsWith("..") || isAbsolute(inside) || !inside.endsWith(".ipynb")) return null;
  return inside.slice(0, -".ipynb".length).split(sep).join("/");
}
