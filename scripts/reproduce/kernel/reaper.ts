/** Ends kernels that earlier runs left behind, when even their watchdog was killed. */
import { join } from "node:path";
import { describeKernelFolder } from "./kernel_folder.ts";
import { killGroup } from "./process.ts";
import { commandLine } from "./process_table.ts";
import { isRunning } from "./run_name.ts";

/** Looks through the runs listed in `parent`; returns the process ids it killed. */
export function reap(parent: string): number[] {
  const killed: number[] = [];
  for (const run of [...Deno.readDirSync(parent)]) {
    if (isRunning(run.name) !== false) continue;
    const folder = join(parent, run.name);
    for (const kernel of Deno.readDirSync(folder)) {
      const pid = leftBehind(join(folder, kernel.name));
      if (pid === null) continue;
      killGroup(pid);
      killed.push(pid);
    }
    Deno.removeSync(folder, { recursive: true });
  }
  return killed;
}

// The number alone may belong to another process by now; the connection file's name cannot.
function leftBehind(path: string): number | null {
  const folder = describeKernelFolder(path);
  try {
    const pid = Number(Deno.readTextFileSync(folder.pid));
    return commandLine(pid)?.includes(folder.connection) ? pid : null;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}
