import { writeAtomic } from "../cache/write_atomic.ts";
import { dirname } from "../cache/path.ts";
import { BadInput } from "../types.ts";

/** Writes a report: whole or not at all, `-` to standard output, pipes and devices as they are. */
export function writeFile(path: string, text: string): void {
  if (path === "-") return writeToStdout(text);
  const info = stat(path);
  // renaming over /dev/stdout or a named pipe would replace it
  if (info && !info.isFile) return Deno.writeTextFileSync(path, text);
  writeAtomic(path, text);
}

/** Finds out before a long run that a report has nowhere to go. */
export function requireWritable(option: string, typed: string, path: string): void {
  if (path === "-") return;
  const name = typed.split(/[/\\]/).at(-1) || "report";
  const refuse = (state: string, file = name) =>
    new BadInput(
      `Cannot write --${option} ${typed}: ${state}, wanted a file in a writable folder`,
      `--${option} ${file}`,
    );
  const info = stat(path);
  if (info?.isDirectory) throw refuse("it is a folder", `${typed}/report.${option}`);
  if (info && !info.isFile) return;
  try {
    Deno.mkdirSync(dirname(path), { recursive: true });
    Deno.removeSync(Deno.makeTempFileSync({ dir: dirname(path), prefix: ".rederive-" }));
  } catch (error) {
    throw refuse(whyNoFolder(error));
  }
}

function whyNoFolder(error: unknown): string {
  const { AlreadyExists, NotADirectory, PermissionDenied, NotCapable } = Deno.errors;
  if (error instanceof AlreadyExists || error instanceof NotADirectory) {
    return "what should be its folder is a file";
  }
  if (error instanceof PermissionDenied || error instanceof NotCapable) {
    return "its folder cannot be written";
  }
  return reasonOf(error);
}

/** The system's words without Deno's: "No space left on device". */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split("\n")[0]!.replace(/ \(os error \d+\).*$/, "");
}

function stat(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch {
    return null;
  }
}

function writeToStdout(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}
