import * as esbuild from "esbuild";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadTypeScript } from "../../reproduce/check/typescript.ts";
import type { Notebook } from "../../reproduce/types.ts";
import { noteModule } from "./note_module.ts";
import { resolveNames } from "./resolve_names.ts";

const OPTIONS = {
  bundle: true,
  write: false,
  format: "esm",
  platform: "browser",
  target: "es2024",
  minify: true,
  legalComments: "none",
  loader: { ".wgsl": "text" },
  plugins: [resolveNames],
  supported: { "top-level-await": true, "using": false },
  logLevel: "silent",
} as const satisfies esbuild.BuildOptions;

/** A note's cells and all they import as one module, or why that cannot be. */
export type NoteBundle = { readonly code: string } | { readonly problem: string };

/** Bundles notes, in their order: all at once, so that what many import is read once. */
export async function bundleNotes(notebooks: readonly Notebook[]): Promise<NoteBundle[]> {
  const ts = await loadTypeScript();
  const notes = notebooks.map((notebook) => ({
    contents: noteModule(ts, notebook),
    resolveDir: dirname(notebook.path),
  }));
  try {
    return (await buildNotes(notes)).map((code) => ({ code }));
  } catch (error) {
    if (notes.length === 1) return [{ problem: problemOf(error) }];
    // one that cannot be bundled keeps no other from it
    return (await Promise.all(notebooks.map((notebook) => bundleNotes([notebook])))).flat();
  }
}

interface NoteSource {
  readonly contents: string;
  readonly resolveDir: string;
}

/** One entry point a note; each output has all it needs. */
async function buildNotes(notes: readonly NoteSource[]): Promise<string[]> {
  const filter = /^note:\d+$/;
  const entries: esbuild.Plugin = {
    name: "notes",
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: "note" }));
      build.onLoad({ filter, namespace: "note" }, ({ path }) => {
        return { ...notes[Number(path.split(":")[1])]!, loader: "ts" };
      });
    },
  };
  const { outputFiles } = await esbuild.build({
    ...OPTIONS,
    entryPoints: notes.map((_, i) => ({ in: `note:${i}`, out: String(i) })),
    outdir: "/",
    plugins: [entries, ...OPTIONS.plugins],
  });
  const codes = new Map(outputFiles.map(({ path, text }) => [basename(path, ".js"), text]));
  return notes.map((_, i) => codes.get(String(i))!);
}

/** A module of the client, with what it imports. */
export async function bundleClient(name: string): Promise<string> {
  return await build({
    entryPoints: [fileURLToPath(new URL(`../client/${name}.ts`, import.meta.url))],
  });
}

/** A module, given as text, that imports others by name or relative to a folder. */
export async function bundleModule(
  contents: string,
  { resolveDir, plugins = [] }: { resolveDir: string; plugins?: readonly esbuild.Plugin[] },
): Promise<string> {
  return await build({ stdin: { contents, resolveDir, loader: "ts" }, plugins: [...plugins] });
}

/** Ends esbuild's process; the next bundle starts another. */
export function stopBundling(): Promise<void> {
  return esbuild.stop();
}

async function build(options: esbuild.BuildOptions): Promise<string> {
  const plugins = [...options.plugins ?? [], ...OPTIONS.plugins];
  const { outputFiles } = await esbuild.build({ ...options, ...OPTIONS, plugins });
  return outputFiles[0]!.text;
}

function problemOf(error: unknown): string {
  const [first] = (error as Partial<esbuild.BuildFailure>).errors ?? [];
  return first?.text ?? (error as Error).message;
}
