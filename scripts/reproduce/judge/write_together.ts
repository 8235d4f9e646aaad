import { dirname } from "../cache/path.ts";
import { BadInput } from "../types.ts";

/** A file and what it shall hold. */
export interface FileText {
  path: string;
  text: string;
}

export interface WriteTogetherOptions {
  /** Tests pass one that fails. */
  write?: (path: string, text: string) => void;
}

/**
 * Several files at once: all are written beside their targets before the first takes its name, so a
 * full disk or a missing permission leaves every one as it was. A crash between two renames leaves
 * whole files, the last ones old: list last what makes the change complete.
 */
export function writeTogether(
  files: readonly FileText[],
  options: WriteTogetherOptions = {},
): void {
  const { write = writeAndSync } = options;
  const parts: { from: string; to: string }[] = [];
  try {
    for (const { path, text } of files) {
      const to = realPath(path);
      Deno.mkdirSync(dirname(to), { recursive: true });
      const from = `${to}.${crypto.randomUUID()}.part`;
      parts.push({ from, to });
      write(from, text);
      keepMode(from, to);
    }
  } catch (error) {
    for (const { from } of parts) remove(from);
    throw describe(error, parts.at(-1)?.to ?? "");
  }
  for (const { from, to } of parts) Deno.renameSync(from, to);
}

function writeAndSync(path: string, text: string): void {
  using file = Deno.openSync(path, { write: true, createNew: true });
  const bytes = new TextEncoder().encode(text);
  for (let done = 0; done < bytes.length;) done += file.writeSync(bytes.subarray(done));
  file.syncSync();
}

/** A link stays a link. */
function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path;
  }
}

function keepMode(from: string, to: string): void {
  if (Deno.build.os === "windows") return;
  try {
    const { mode } = Deno.statSync(to);
    if (mode !== null) Deno.chmodSync(from, mode & 0o7777);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch {
    // never made
  }
}

function describe(error: unknown, path: string): BadInput {
  const message = (error as Error).message;
  return new BadInput(
    `Cannot write "${path}": ${message}; no file was changed`,
    error instanceof Deno.errors.PermissionDenied
      ? `chmod u+w "${dirname(path)}"`
      : `see that files can be made in "${dirname(path)}"`,
  );
}
