import { fileURLToPath } from "node:url";
import { deno } from "./deno.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Mirror, Mirrored } from "./mirror.ts";

/** Rules and plugin for cells: what a note may not do, beside Deno's recommended rules. */
const CONFIG = fileURLToPath(new URL("../../lint/cells.json", import.meta.url));

/** Style: worth a word, no reason not to run. */
const WARNINGS = new Set(["no-unused-vars", "prefer-const", "no-explicit-any", "no-import-prefix"]);

interface Found {
  filename: string;
  range: { start: { line: number; col: number } };
  message: string;
  code: string;
  hint?: string;
}

/** `deno lint` over all modules, which knows nothing of notebooks itself. */
export async function lint({ folder, modules }: Mirror): Promise<Diagnostic[]> {
  const paths = modules.map(({ path }) => path);
  const { stdout, stderr } = await deno(["lint", "--json", "--config", CONFIG, ...paths], folder);
  const byPath = new Map(modules.map((module) => [module.path, module]));
  return readReport(stdout, stderr).flatMap((found) => {
    const module = byPath.get(fileURLToPath(found.filename));
    return module ? [place(found, module)] : [];
  });
}

function readReport(stdout: string, stderr: string): Found[] {
  try {
    const { diagnostics, errors } = JSON.parse(stdout) as {
      diagnostics: Found[];
      errors: { message: string }[];
    };
    if (errors.length === 0) return diagnostics;
    throw new Error(errors[0]!.message);
  } catch (error) {
    throw new Error(`Cannot lint cells: ${stderr.trim() || (error as Error).message}`);
  }
}

function place({ range, message, code, hint }: Found, module: Mirrored): Diagnostic {
  const { line, col } = range.start;
  // Deno counts characters here, and UTF-16 units everywhere else
  const before = [...module.text.split("\n")[line - 1] ?? ""].slice(0, col).join("");
  // Deno's hint keeps the variable under another name
  const fix = code === "no-unused-vars" ? "remove it" : hint;
  return {
    notebook: module.notebook.id,
    ...module.locate(line, before.length + 1),
    severity: WARNINGS.has(code) ? "warning" : "error",
    code,
    message,
    ...(fix && { try: fix }),
  };
}
