/** What the system knows of other processes, so that a number used again is not taken for them. */

const decoder = new TextDecoder();

/** When a running process started, in a form only good for comparing; null for any other number. */
export function startTime(pid: number): string | null {
  if (Deno.build.os !== "linux") return ask(pid, "lstart=");
  const stat = readProc(pid, "stat");
  // the name in brackets may hold spaces: fields are counted from its end
  const [state = "X", ...fields] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  // a zombie has ended, only nobody has asked how
  return state === "Z" || state === "X" ? null : fields[18] ?? null;
}

/** The command line of a process; null when there is no such process. */
export function commandLine(pid: number): string | null {
  if (Deno.build.os !== "linux") return ask(pid, "command=");
  return readProc(pid, "cmdline")?.replaceAll("\0", " ") || null;
}

function readProc(pid: number, file: string): string | null {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/${file}`);
  } catch (error) {
    // ESRCH comes as a plain Error when the process ends between open and read
    if (error instanceof Error) return null;
    throw error;
  }
}

function ask(pid: number, column: string): string | null {
  const args = ["-o", column, "-p", String(pid)];
  const { success, stdout } = new Deno.Command("ps", { args, stderr: "null" }).outputSync();
  return success ? decoder.decode(stdout).trim() || null : null;
}
