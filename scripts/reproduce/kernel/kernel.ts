/** One Deno kernel that is ready to run cells. `startKernel` in start.ts makes it. */
import type { Channels } from "./channels.ts";
import { type KernelFolder, removeKernelFolder } from "./kernel_folder.ts";
import type { Exit, KernelProcess } from "./process.ts";
import type { Running, Session } from "./session.ts";

/** How a kernel came to its end by itself. */
export type KernelEnd = { exit: Exit } | { lost: Error };

export interface KernelParts {
  process: KernelProcess;
  channels: Channels;
  session: Session;
  folder: KernelFolder;
  cwd: string;
  env: Record<string, string>;
  startMs: number;
}

// sockets close a moment before the exit is known
const EXIT_GRACE_MS = 1000;

export class Kernel implements AsyncDisposable {
  /** Where cells run, and the environment they see. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Spawn to ready. */
  readonly startMs: number;
  /** Resolves when the process has ended or a socket is lost; the exit explains more and wins. */
  readonly ended: Promise<KernelEnd>;
  readonly #parts: KernelParts;
  #alive = true;

  constructor(parts: KernelParts) {
    this.#parts = parts;
    this.cwd = parts.cwd;
    this.env = parts.env;
    this.startMs = parts.startMs;
    parts.process.exited.then(() => this.#alive = false);
    this.ended = Promise.race([
      parts.process.exited.then((exit) => ({ exit })),
      parts.channels.lost.then((lost) => this.#exitOr(lost)),
    ]);
  }

  get pid(): number {
    return this.#parts.process.pid;
  }

  /** What the kernel wrote to stderr since the last cell began. */
  get stderr(): string {
    return this.#parts.process.stderr;
  }

  /** False once the process has ended; a spare kernel may have. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Deno's log of what the kernel accessed, as JSON lines. */
  readAudit(): string {
    try {
      return Deno.readTextFileSync(this.#parts.folder.audit);
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "";
      throw error;
    }
  }

  /** Runs a cell. One at a time. */
  run(code: string): Running {
    this.#parts.process.clearStderr();
    return this.#parts.session.run(code);
  }

  /** Whether the kernel evaluates something within `ms`; not while a cell is awaited. */
  async answers(ms: number): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<false>((resolve) => timer = setTimeout(() => resolve(false), ms));
    const answer = this.#parts.session.ping().then(() => true);
    const answers = await Promise.race([answer, late]);
    clearTimeout(timer);
    return answers;
  }

  /** Kills the kernel and whatever it started, and takes in what it had sent before. */
  async stop(): Promise<void> {
    this.#parts.process.kill();
    await this.#parts.process.exited;
    await this.#parts.channels.drained();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#parts.channels.close();
    removeKernelFolder(this.#parts.folder);
  }

  async #exitOr(lost: Error): Promise<KernelEnd> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), EXIT_GRACE_MS);
    });
    const exit = await Promise.race([this.#parts.process.exited, late]);
    clearTimeout(timer);
    return exit ? { exit } : { lost };
  }
}
