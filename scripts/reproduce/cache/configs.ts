import { absoluteFrom, dirname } from "./path.ts";

/** The configuration that Deno finds for a folder. */
export interface Configs {
  /** Nearest deno.json(c), or null. */
  nearest: string | null;
  /**
   * Every configuration file that may decide a resolution: upward from the folder, nearest first,
   * then those of the workspace's members.
   */
  files: string[];
  /** deno.lock beside the workspace root, or null. */
  lock: string | null;
  /** What the files say about how code is compiled, as one canonical string. */
  compilerOptions: string;
}

const NAMES = ["deno.json", "deno.jsonc", "package.json"];

/** Looks upward from `folder`; `read` is asked for each candidate and answers null for "no file". */
export function findConfigs(folder: string, read: (path: string) => string | null): Configs {
  const found: Config[] = [];
  for (let at = folder;; at = dirname(at)) {
    found.push(...configsIn(at, read));
    if (dirname(at) === at) break;
  }
  const deno = found.filter(({ path }) => !path.endsWith("package.json"));
  const nearest = deno[0];
  const root = deno.findLast(({ json }) => json?.workspace !== undefined) ?? nearest ?? found[0];
  const lock = root ? absoluteFrom("deno.lock", dirname(root.path)) : null;
  return {
    nearest: nearest?.path ?? null,
    files: [...new Set([...found, ...membersOf(root, read)].map(({ path }) => path))],
    lock: lock !== null && read(lock) !== null ? lock : null,
    compilerOptions: JSON.stringify([...new Set([nearest, root])].map((file) => {
      if (!file?.json) return file?.text ?? null;
      return [file.json.compilerOptions ?? null, file.json.unstable ?? null];
    })),
  };
}

interface Config {
  path: string;
  text: string;
  json: Record<string, unknown> | null;
}

function configsIn(folder: string, read: (path: string) => string | null): Config[] {
  return NAMES.flatMap((name) => {
    const path = absoluteFrom(name, folder);
    const text = read(path);
    return text === null ? [] : [{ path, text, json: parseJsonc(text) }];
  });
}

/** Members named one by one; of a pattern, those that a note reaches are seen as modules. */
function membersOf(root: Config | undefined, read: (path: string) => string | null): Config[] {
  const { workspace } = root?.json ?? {};
  const members = Array.isArray(workspace)
    ? workspace
    : (workspace as { members?: unknown[] } | undefined)?.members ?? [];
  return members.flatMap((member) =>
    configsIn(`${dirname(root!.path)}/${String(member).replace(/^\.\//, "")}`, read)
  );
}

/** JSON with comments and trailing commas; null when it is not an object. */
export function parseJsonc(text: string): Record<string, unknown> | null {
  const plain = text
    .replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (m) => m[0] === '"' ? m : " ")
    .replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (m) => m[0] === '"' ? m : "");
  try {
    const value: unknown = JSON.parse(plain);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? value as Record<string, unknown>
      : null;
  } catch {
    return null;
  }
}
