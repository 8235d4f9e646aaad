/** A command that keeps running, read line by line. */
export class Followed implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #reading: Promise<unknown>;
  #seen = "";
  #waiting: (() => void)[] = [];

  constructor(child: Deno.ChildProcess) {
    this.#child = child;
    this.#reading = Promise.all([child.stdout, child.stderr].map((stream) => this.#read(stream)));
  }

  /** What it printed so far, both streams as they came. */
  get seen(): string {
    return this.#seen;
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Waits until what was printed after `from` matches; fails, with all of it, when it ends before. */
  async until(pattern: RegExp, { from = 0, ms = 60_000 } = {}): Promise<number> {
    const late = Date.now() + ms;
    for (;;) {
      const found = pattern.exec(this.#seen.slice(from));
      if (found) return from + found.index + found[0].length;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.push(resolve);
      const timer = setTimeout(resolve, Math.max(0, late - Date.now()));
      const ended = await Promise.race([promise, this.#reading.then(() => "ended")]);
      clearTimeout(timer);
      if (ended || Date.now() >= late) {
        if (pattern.test(this.#seen.slice(from))) continue;
        throw new Error(`${pattern} is not in:\n${this.#seen}`);
      }
    }
  }

  /** Sends a signal and waits for the end. */
  async end(signal: Deno.Signal = "SIGINT"): Promise<Deno.CommandStatus> {
    try {
      this.#child.kill(signal);
    } catch {
      // it ended by itself
    }
    return await this.ended();
  }

  /** Waits until it ends by itself. */
  async ended(): Promise<Deno.CommandStatus> {
    await this.#reading;
    return await this.#child.status;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end("SIGKILL");
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream() as never)) {
      this.#seen += text;
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}
