import { dirname, join, relative, resolve, sep } from "node:path";
import { extract, type Extracted } from "./extract.ts";
import type { ParsedNotebook } from "./parse.ts";
import type { TypeScript } from "./typescript.ts";

/** The extracted module of a notebook on disk. */
export interface Mirrored extends Extracted {
  /** Absolute path of the module. */
  path: string;
}

/** Modules of notebooks that share a configuration. */
export interface Mirror {
  /** Where the checking commands run: the folder whose deno.json applies to the notebooks. */
  folder: string;
  modules: Mirrored[];
}

/**
 * Lays the notebooks' modules out where the same deno.json applies to them as to the notebooks,
 * but not in the tree a person sees: in `.rederive/check` beside that deno.json, relative imports
 * rewritten. The path stays the same from run to run, so that Deno's own caches work. Where no
 * deno.json applies the modules lie in a temporary folder, gone when `work` ends.
 */
export async function withMirrors<T>(
  ts: TypeScript,
  notebooks: readonly ParsedNotebook[],
  work: (mirrors: Mirror[]) => Promise<T>,
): Promise<T> {
  const groups = await groupByConfig(notebooks);
  const temporary: string[] = [];
  try {
    const mirrors: Mirror[] = [];
    for (const [config, members] of groups) {
      const folder = config ?? await Deno.realPath(await Deno.makeTempDir());
      if (config === null) temporary.push(folder);
      const base = config === null ? folder : join(folder, ".rederive", "check");
      const modules = await Promise.all(members.map((member) => lay(ts, member, folder, base)));
      mirrors.push({ folder, modules });
    }
    return await work(mirrors);
  } finally {
    await Promise.all(temporary.map((folder) => Deno.remove(folder, { recursive: true })));
  }
}

async function groupByConfig(notebooks: readonly ParsedNotebook[]) {
  const groups = new Map<string | null, ParsedNotebook[]>();
  for (const parsed of notebooks) {
    const config = await configFolder(dirname(parsed.notebook.path));
    groups.set(config, [...groups.get(config) ?? [], parsed]);
  }
  return groups;
}

/** The folder the kernel finds its configuration in: the nearest one upward. */
async function configFolder(folder: string): Promise<string | null> {
  for (const name of ["deno.json", "deno.jsonc", "package.json"]) {
    const info = await Deno.stat(join(folder, name)).catch(() => null);
    if (info?.isFile) return folder;
  }
  const parent = dirname(folder);
  return parent === folder ? null : await configFolder(parent);
}

async function lay(
  ts: TypeScript,
  parsed: ParsedNotebook,
  folder: string,
  base: string,
): Promise<Mirrored> {
  const { path } = parsed.notebook;
  const inside = relative(folder, path);
  // without a configuration the temporary folder holds one flat list of whole paths
  const name = inside.startsWith("..") ? path.replaceAll(/[/\\:]/g, "_") : inside;
  const stem = join(base, name.replace(/\.ipynb$/, ""));
  const extracted = extract(ts, parsed, (specifier) => {
    const target = relative(dirname(stem), resolve(dirname(path), specifier)).split(sep).join("/");
    return target.startsWith(".") ? target : `./${target}`;
  });
  const module = `${stem}.cells.${extracted.jsx ? "tsx" : "ts"}`;
  await writeIfChanged(module, extracted.text);
  return { ...extracted, path: module };
}

/** An unchanged file keeps its place in Deno's caches; a changed one is replaced whole. */
async function writeIfChanged(path: string, text: string): Promise<void> {
  if (await Deno.readTextFile(path).catch(() => null) === text) return;
  await Deno.mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${crypto.randomUUID()}.tmp`;
  await Deno.writeTextFile(temporary, text);
  await Deno.rename(temporary, path);
}
