import { dirname } from "./path.ts";

/** Writes beside the target and renames: a reader sees the old file or the new one, never a part. */
export function writeAtomic(path: string, content: string | Uint8Array): void {
  Deno.mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${Deno.pid}.part`;
  try {
    if (typeof content === "string") Deno.writeTextFileSync(part, content);
    else Deno.writeFileSync(part, content);
    Deno.renameSync(part, path);
  } catch (error) {
    try {
      Deno.removeSync(part);
    } catch {
      // never written
    }
    throw error;
  }
}

/** The parsed file, or null when it is missing or not JSON: state that can be made again. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch {
    return null;
  }
}
