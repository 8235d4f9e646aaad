/** The commands that are measured, each as a user types it. */
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const MAIN = `${ROOT}scripts/reproduce/main.ts`;

export interface Timed {
  ms: number;
  code: number;
}

/** `deno task reproduce` without the task runner, on notebooks anywhere. */
export async function ours(args: string[]): Promise<Timed> {
  return await timed(Deno.execPath(), ["run", "-A", MAIN, ...args]);
}

/** Jupyter's own runner, with the kernel that `deno task doctor --install-kernel` installs. */
export async function nbconvert(files: string[], outDir: string): Promise<Timed> {
  const args = ["nbconvert", "--to", "notebook", "--execute", "--output-dir", outDir, ...files];
  return await timed(jupyter(), args);
}

/** What to call Jupyter by: $JUPYTER, else `jupyter` on the path. */
export function jupyter(): string {
  return Deno.env.get("JUPYTER") ?? "jupyter";
}

/** True when there is a Jupyter that can convert notebooks. */
export async function hasNbconvert(): Promise<boolean> {
  try {
    return (await timed(jupyter(), ["nbconvert", "--version"])).code === 0;
  } catch {
    return false;
  }
}

async function timed(command: string, args: string[]): Promise<Timed> {
  const start = performance.now();
  const { code } = await new Deno.Command(command, {
    args,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  return { ms: performance.now() - start, code };
}

/** The middle one of an odd number of times. */
export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1]!;
}
