import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { deno } from "./deno.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Mirror, Mirrored } from "./mirror.ts";

/**
 * One `deno check` over all modules; the kernel itself never looks at types. An import that cannot
 * be had keeps Deno from looking at any module: then each is asked alone.
 */
export async function typecheck(mirror: Mirror): Promise<Diagnostic[]> {
  const together = await ask(mirror);
  if (mirror.modules.length < 2 || together.every(({ code }) => code !== NOT_CHECKED)) {
    return together;
  }
  const alone: Diagnostic[] = [];
  for (const module of mirror.modules) {
    alone.push(...await ask({ folder: mirror.folder, modules: [module] }));
  }
  // a module at fault is found once for each notebook that reaches it
  return [...new Map(alone.map((one) => [JSON.stringify(one), one])).values()];
}

async function ask({ folder, modules }: Mirror): Promise<Diagnostic[]> {
  const { success, stdout, stderr } = await deno(
    ["check", "--quiet", ...modules.map(({ path }) => path)],
    folder,
  );
  if (success) return [];
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const found = readErrors(`${stdout}\n${stderr}`);
  return found.map((error) => place(error, byPath, folder));
}

/** The code of what kept Deno from looking at types. */
const NOT_CHECKED = "check";

/** An error as `deno check` prints it. */
export interface CheckError {
  code: string;
  message: string;
  /** Null when Deno names no place. */
  at: { path: string; line: number; column: number } | null;
}

const ERROR = /^(TS\d+) \[ERROR\]: ([^]*?)\n {4}at (file:\S+):(\d+):(\d+)$/gm;

/** The errors in what `deno check` prints: type errors, or what kept it from looking for them. */
export function readErrors(output: string): CheckError[] {
  const found = [...output.matchAll(ERROR)].map(([, code, text, url, line, column]) => ({
    code: code!,
    message: withoutExcerpt(text!),
    at: { path: fileURLToPath(url!), line: Number(line), column: Number(column) },
  }));
  return found.length > 0 ? found : [readFailure(output)];
}

/** The lines of the message proper: Deno adds the source line and a line of `~` or `^`. */
function withoutExcerpt(text: string): string {
  const lines = text.split("\n");
  const marks = lines.findLastIndex((line) => /^\s*[~^]+$/.test(line));
  const message = marks > 0 ? lines.slice(0, marks - 1) : lines;
  return message.map((line) => line.trim()).filter(Boolean).join("; ");
}

function readFailure(output: string): CheckError {
  const start = output.search(/^error: /m);
  const text = (start < 0 ? output : output.slice(start + "error: ".length)).trim();
  const [, url, line, column] = /at (file:\S+?):(\d+):(\d+)/.exec(text) ?? [];
  const message = text.split("\n").find((line) => line.trim() !== "") ?? "deno check failed";
  return {
    code: NOT_CHECKED,
    message: message.trim(),
    at: url ? { path: fileURLToPath(url), line: Number(line), column: Number(column) } : null,
  };
}

function place(
  { code, message, at }: CheckError,
  modules: ReadonlyMap<string, Mirrored>,
  folder: string,
): Diagnostic {
  const fix = FIXES[code];
  const problem = { severity: "error" as const, code, message, ...(fix && { try: fix }) };
  const module = at && modules.get(at.path);
  if (module) {
    return { notebook: module.notebook.id, ...module.locate(at.line, at.column), ...problem };
  }
  if (!at) {
    const first = [...modules.values()][0]!.notebook.id;
    return { notebook: first, cell: 0, line: 1, column: 1, ...problem };
  }
  const { path, line, column } = at;
  return { notebook: relative(folder, path), module: path, cell: 0, line, column, ...problem };
}

const FIXES: Record<string, string> = {
  TS2300: "name it otherwise: the cells of a note share one scope, and each import is made once",
  TS2305: "in a kernel this import is undefined without an error; check its name",
  TS2440: "name it otherwise: the cells of a note share one scope",
  TS2451: "name it otherwise: the cells of a note share one scope",
};
