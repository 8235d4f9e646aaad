/** How much memory a kernel holds. */

export interface Memory {
  /** Resident now, and at most so far, in bytes. */
  now: number;
  peak: number;
}

/** Null once the process is gone. Elsewhere than on Linux the system does not tell the peak. */
export async function readMemory(pid: number): Promise<Memory | null> {
  if (Deno.build.os === "linux") {
    try {
      return parseStatus(Deno.readTextFileSync(`/proc/${pid}/status`));
    } catch {
      return null;
    }
  }
  const ps = new Deno.Command("ps", { args: ["-o", "rss=", "-p", String(pid)], stderr: "null" });
  const now = 1024 * Number(new TextDecoder().decode((await ps.output()).stdout));
  return now > 0 ? { now, peak: now } : null;
}

/** Reads the two lines that matter of Linux's `/proc/<pid>/status`. */
export function parseStatus(status: string): Memory | null {
  const now = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  // a process that has ended but is not waited for has no memory lines
  return now && peak ? { now: 1024 * Number(now), peak: 1024 * Number(peak) } : null;
}

/** Looks at a process again and again. */
export class MemoryWatch implements Disposable {
  /** The most seen so far, in bytes. */
  peak = 0;
  /** Resolves with the bytes seen once they pass the limit; never otherwise. */
  readonly exceeded: Promise<number>;
  readonly #pid: number;
  readonly #limit: number;
  readonly #exceed: (bytes: number) => void;
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(pid: number, limit: number) {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.exceeded = promise;
    this.#exceed = resolve;
    this.#pid = pid;
    this.#limit = limit;
    this.look();
    // a look costs 0.05 ms in /proc and a new process elsewhere
    this.#timer = setInterval(() => this.look(), Deno.build.os === "linux" ? 50 : 1000);
  }

  async look(): Promise<void> {
    const memory = await readMemory(this.#pid);
    if (memory === null) return;
    this.peak = Math.max(this.peak, memory.peak);
    if (memory.now > this.#limit) this.#exceed(memory.now);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }
}
