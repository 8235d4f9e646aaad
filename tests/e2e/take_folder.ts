import { join } from "node:path";
import { startTime } from "../../scripts/reproduce/kernel/process_table.ts";

/** People have spaces and accents in the names of their folders. */
const NAME = "rederive é2e";

/**
 * An empty folder that no other process uses, without links in its path. The same one from test to
 * test: Deno keeps what it compiled by path, and would compile and keep all of it every time.
 */
export function takeFolder(): string {
  const temporary = Deno.makeTempDirSync();
  const parent = Deno.realPathSync(join(temporary, ".."));
  Deno.removeSync(temporary);
  for (let slot = 1;; slot++) {
    const folder = join(parent, `${NAME} ${slot}`);
    if (isLeft(folder)) Deno.removeSync(folder, { recursive: true });
    try {
      Deno.mkdirSync(folder);
    } catch (error) {
      if (error instanceof Deno.errors.AlreadyExists) continue;
      throw error;
    }
    Deno.writeTextFileSync(join(folder, "pid"), `${Deno.pid} ${startTime(Deno.pid)}`);
    return folder;
  }
}

/** True when the process that took a folder is gone: it was killed before it gave it back. */
function isLeft(folder: string): boolean {
  try {
    const [pid, started] = Deno.readTextFileSync(join(folder, "pid")).split(" ");
    return startTime(Number(pid)) !== started;
  } catch {
    return false; // nobody has it, or somebody is about to say so
  }
}
