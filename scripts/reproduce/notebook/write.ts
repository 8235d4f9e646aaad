import { basename, dirname, join } from "node:path";
import { BadInput } from "../types.ts";
import { canonical } from "./canonical.ts";
import { serialise } from "./serialise.ts";

export interface WriteOptions {
  /** Opens the temporary file; tests pass one that fails. */
  open?: typeof Deno.open;
}

/**
 * Write a notebook in canonical form. All or nothing: the text goes to a temporary file beside it
 * that then takes its name, so a killed process or a full disk leaves the file as it was.
 */
export async function writeNotebook(
  path: string,
  raw: Record<string, unknown>,
  options: WriteOptions = {},
): Promise<void> {
  const text = serialise(canonical(raw));
  try {
    await replaceFile(path, new TextEncoder().encode(text), options.open ?? Deno.open);
  } catch (error) {
    throw describe(error, path);
  }
}

async function replaceFile(path: string, bytes: Uint8Array, open: typeof Deno.open) {
  const target = await Deno.realPath(path).catch(() => path); // a link stays a link
  const mode = (await Deno.stat(target).catch(() => null))?.mode ?? null;
  await Deno.mkdir(dirname(target), { recursive: true });
  const temporary = join(dirname(target), `.${basename(target)}.${crypto.randomUUID()}.tmp`);
  try {
    await writeAndSync(temporary, bytes, open);
    if (mode !== null && Deno.build.os !== "windows") await Deno.chmod(temporary, mode & 0o7777);
    await Deno.rename(temporary, target);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

async function writeAndSync(path: string, bytes: Uint8Array, open: typeof Deno.open) {
  using file = await open(path, { write: true, createNew: true });
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
  await file.sync(); // before the rename, or a power cut could leave an empty file under the name
}

function describe(error: unknown, path: string): unknown {
  const code = (error as { code?: string }).code;
  const cannot = `Cannot write "${path}":`;
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new BadInput(
      `${cannot} no space is left on the disk, the file is as it was`,
      "free some space",
    );
  }
  if (code === "EROFS") {
    return new BadInput(
      `${cannot} the file system is read-only, the file is as it was`,
      "write to another disk, or mount this one for writing",
    );
  }
  if (error instanceof Deno.errors.PermissionDenied || error instanceof Deno.errors.NotCapable) {
    return new BadInput(
      `${cannot} permission denied, the file is as it was`,
      `chmod u+w "${dirname(path)}"`,
    );
  }
  return error;
}
