import * as esbuild from "esbuild";
import { dirname } from "node:path";
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
export async function bundleNote(
  notebook: Notebook,
): Promise<{ code: string } | { problem: string }> {
  const contents = noteModule(await loadTypeScript(), notebook);
  const resolveDir = dirname(notebook.path);
  try {
    return { code: await build({ stdin: { contents, resolveDir, loader: "ts" } }) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
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
