/** The operating system's side of a kernel: a process group, its stderr, its end. */
import { Tail } from "./tail.ts";

export interface ProcessOptions {
  args: readonly string[];
  cwd: string;
  env: Record<string, string>;
}

/** How a process ended. */
export interface Exit {
  code: number;
  signal: string | null;
}

/** A running `deno jupyter`, in a process group of its own so that a kill reaches its children. */
export class KernelProcess {
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** Null while it runs. */
  exit: Exit | null = null;
  readonly #stderr = new Tail(64 * 1024);

  constructor(options: ProcessOptions) {
    const [command = "", ...args] = options.args;
    const child = new Deno.Command(command, {
      args,
      cwd: options.cwd,
      env: options.env,
      clearEnv: true,
      stdin: "null",
      // nothing of a cell goes there, only what cells write behind the kernel's back
      stdout: "null",
      stderr: "piped",
      detached: true,
    }).spawn();
    this.pid = child.pid;
    const read = this.#read(child.stderr);
    this.exited = Promise.all([child.status, read]).then(([status]) => {
      this.exit = { code: status.code, signal: status.signal };
      return this.exit;
    });
  }

  /** The last 64 kB the process wrote to stderr: the only place where npm failures are explained. */
  get stderr(): string {
    return this.#stderr.text();
  }

  /** Forgets what was written so far. */
  clearStderr(): void {
    this.#stderr.clear();
  }

  /** Kills the whole process group at once. */
  kill(): void {
    killGroup(this.pid);
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const bytes of stream) this.#stderr.push(bytes);
  }
}

/** SIGKILL to a process group, or to the single process where there are no groups. */
export function killGroup(pid: number): void {
  try {
    Deno.kill(Deno.build.os === "windows" ? pid : -pid, "SIGKILL");
  } catch (error) {
    const gone = error instanceof Deno.errors.NotFound || error instanceof TypeError;
    if (!gone) throw error;
  }
}
