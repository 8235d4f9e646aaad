import { dirname } from "./path.ts";

/** Writes beside the target and renames: a reader sees the old file or the new one, never a part. */
export function writeAtomic(path: string, text: string): void {
  Deno.mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.${Deno.pid}.part`;
  try {
    Deno.writeTextFileSync(part, text);
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
