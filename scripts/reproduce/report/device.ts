/** Where reporters write and what time it is: injected, so that tests have neither. */

export interface Terminal {
  write(text: string): void;
  size(): { columns: number; rows: number };
  colour: boolean;
}

export interface Clock {
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** Calls `tick` until the returned function is called; never keeps the process alive. */
  every(ms: number, tick: () => void): () => void;
}

/** The terminal behind standard error, or standard output. */
export function openTerminal(
  stream: { writeSync(bytes: Uint8Array): number; isTerminal(): boolean } = Deno.stdout,
): Terminal {
  const encoder = new TextEncoder();
  return {
    write(text) {
      let bytes = encoder.encode(text);
      while (bytes.length > 0) bytes = bytes.subarray(stream.writeSync(bytes));
    },
    size() {
      try {
        return Deno.consoleSize();
      } catch {
        return { columns: 80, rows: 24 };
      }
    },
    colour: stream.isTerminal() && !Deno.noColor && Deno.env.get("TERM") !== "dumb",
  };
}

/** Monotonic time and unreferenced timers. */
export const systemClock: Clock = {
  now: () => performance.now(),
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    Deno.unrefTimer(timer);
    return () => clearInterval(timer);
  },
};

/**
 * Calls `restore` before an interrupt ends the process, so that no shell is left without a cursor;
 * then the interrupt takes its course. Returns what forgets it again.
 */
export function restoreOnInterrupt(restore: () => void): () => void {
  const signals = Deno.build.os === "windows"
    ? ["SIGINT"] as const
    : ["SIGINT", "SIGTERM"] as const;
  const handlers = signals.map((signal) => {
    const handler = () => {
      restore();
      Deno.kill(Deno.pid, signal);
    };
    Deno.addSignalListener(signal, handler);
    return () => Deno.removeSignalListener(signal, handler);
  });
  return () => handlers.forEach((forget) => forget());
}
