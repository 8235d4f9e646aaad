import { parseManifest } from "@rederive/lib/data";
import { fileURLToPath } from "node:url";
import { MANIFEST_FILE } from "../../reproduce/judge/manifest.ts";
import type { Files } from "../files.ts";

/** What pyodide fetches beside its own module. */
const PYTHON = ["pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"];

/** Adds what the notes' modules read while they run: files of `data/`, and CPython. */
export async function addDataFiles(root: string, files: Files): Promise<void> {
  const text = new TextDecoder();
  const codes = files.entries().filter(([path]) => path.startsWith("check/code/"))
    .map(([, bytes]) => text.decode(bytes));
  const manifest = await Deno.readTextFile(`${root}/${MANIFEST_FILE}`);
  files.add(MANIFEST_FILE, manifest);
  for (const name of Object.keys(parseManifest(manifest).files)) {
    if (!codes.some((code) => code.includes(`"${name}"`))) continue;
    files.add(`data/${name}`, await Deno.readFile(`${root}/data/${name}`));
  }
  if (!codes.some((code) => code.includes("../../pyodide/"))) return;
  const folder = new URL("./", import.meta.resolve("pyodide"));
  for (const name of PYTHON) {
    files.add(`pyodide/${name}`, await Deno.readFile(fileURLToPath(new URL(name, folder))));
  }
}
