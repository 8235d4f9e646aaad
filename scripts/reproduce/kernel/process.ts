/** The operating system's side of a kernel: its process group, its stderr, its end. */
import { Tail } from "./tail.ts";

export interface ProcessOptions {
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** Where the process writes its id before anything else. */
  pidFile: string;
}

/** How a process ended. */
export interface Exit {
  code: number;
  signal: string | null;
}

const STDERR_BYTES = 64 * 1024;
// a process that outlives its parent may hold stderr open
const STDERR_GRACE_MS = 200;

/** A process in a group of its own, so that one kill reaches whatever it started. */
export class KernelProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  readonly #stderr = new Tail(STDERR_BYTES);

  constructor(options: ProcessOptions) {
    const [command = "", ...args] = listed(options);
    const child = new Deno.Command(command, {
      args,
      cwd: options.cwd,
      env: options.env,
      clearEnv: true,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      detached: true,
    }).spawn();
    this.pid = child.pid;
    this.exited = this.#watch(child);
  }

  /** The end of what the process wrote to stderr. */
  get stderr(): string {
    return this.#stderr.text();
  }

  clearStderr(): void {
    this.#stderr.clear();
  }

  kill(): void {
    killGroup(this.pid);
  }

  async #watch(child: Deno.ChildProcess): Promise<Exit> {
    const reader = child.stderr.getReader();
    const read = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        this.#stderr.push(part.value);
      }
    })();
    const { code, signal } = await child.status;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const grace = new Promise<void>((resolve) => timer = setTimeout(resolve, STDERR_GRACE_MS));
    await Promise.race([read, grace]);
    clearTimeout(timer);
    await reader.cancel();
    return { code, signal };
  }
}

// The shell writes its own id and then becomes the kernel: were the runner killed between the start
// of a process and the moment it knows the id, the watchdog would still find the kernel.
function listed({ args, pidFile }: ProcessOptions): readonly string[] {
  if (Deno.build.os === "windows") return args;
  return ["/bin/sh", "-c", 'echo $$ > "$0" && exec "$@"', pidFile, ...args];
}

/** SIGKILL to a whole process group; where there are no groups, to the one process. */
export function killGroup(pid: number): void {
  try {
    Deno.kill(Deno.build.os === "windows" ? pid : -pid, "SIGKILL");
  } catch (error) {
    // NotFound on Linux and macOS, TypeError on Windows: it ended before
    if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
  }
}
