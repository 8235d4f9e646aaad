/**
 * The drain guard. Deno's kernel says that a cell is done before the outputs it queued have left,
 * so readers who stop listening there (nbconvert, a person's Jupyter) lose them or file them under
 * the next cell. The kernel does await its own `broadcastResult` first: there the guard waits.
 *
 * It rests on an internal name of Deno. When that is gone the guard does nothing, and
 * `tests/show/drain_guard_test.ts` turns red.
 */

/** A message costs the kernel about 0.25 ms and a megabyte about 10 ms; doubled and more, for busy machines. */
const MS_A_MESSAGE = 1;
const MS_A_BYTE = 2e-5;
const MS_LEAST = 8;

/** The process counts as drained after this many slices in which it used next to no CPU. */
const QUIET_SLICES = 4;
const SLICE_MS = 5;
const SLICES_MOST = 100;

const CONSOLE = [
  "log",
  "info",
  "debug",
  "error",
  "warn",
  "table",
  "dir",
  "group",
  "trace",
  "count",
  "timeEnd",
  "timeLog",
] as const;

interface KernelInternals {
  jupyter?: { broadcastResult?: (count: number, result: unknown) => Promise<void> };
}

interface KernelDeno {
  readonly internal: symbol;
  readonly jupyter: Record<"broadcast" | "display", (...args: unknown[]) => Promise<void>>;
  cpuUsage?(): { user: number; system: number };
}

/** What was queued since the last cell ended. */
interface Queue {
  messages: number;
  bytes: number;
}

let isInstalled = false;

/** Installs the guard in a kernel that a person or nbconvert runs; elsewhere does nothing. */
export function installDrainGuard(): void {
  if (isInstalled || Reflect.get(globalThis, Symbol.for("rederive.runner")) !== undefined) return;
  const deno = (globalThis as unknown as { Deno?: KernelDeno }).Deno;
  const kernel = deno && (Reflect.get(deno, deno.internal) as KernelInternals | undefined)?.jupyter;
  const answer = kernel?.broadcastResult;
  if (!deno || !kernel || !answer) return;
  isInstalled = true;

  const queue: Queue = { messages: 0, bytes: 0 };
  countCalls(console as unknown as Methods, CONSOLE, queue);
  countCalls(deno.jupyter, ["broadcast", "display"], queue);
  kernel.broadcastResult = async (count, result) => {
    await answer(count, result);
    for (const ms of waits(queue, deno)) await new Promise((resolve) => setTimeout(resolve, ms));
  };
  // a cell that throws has no result: the kernel then asks for the error, as JSON, in this thread
  const { stringify } = JSON;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  JSON.stringify = (value: unknown, ...rest: unknown[]) => {
    if (isErrorReport(value)) {
      for (const ms of waits(queue, deno)) {
        Atomics.wait(sleeper, 0, 0, ms);
      }
    }
    return Reflect.apply(stringify, JSON, [value, ...rest]);
  };
}

type Methods = { [name: string]: (...args: unknown[]) => unknown };

function countCalls(owner: Methods, names: readonly string[], queue: Queue): void {
  for (const name of names) {
    const call = owner[name]!.bind(owner);
    owner[name] = (...args) => {
      queue.messages++;
      queue.bytes += sizeOf(args);
      return call(...args);
    };
  }
}

// strings are what makes messages large: texts, pictures in base64
function sizeOf(value: unknown, depth = 0): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || depth > 3) return 8;
  if (Array.isArray(value) && value.length > 100) return value.length * sizeOf(value[0], depth + 1);
  return Object.values(value).reduce((sum: number, item) => sum + sizeOf(item, depth + 1), 0);
}

// the kernel's own `{ name, message, stack }` and nothing that merely contains one
function isErrorReport(value: unknown): boolean {
  return typeof value === "object" && value !== null && "stack" in value &&
    Object.keys(value).join() === "name,message,stack";
}

// how long to sleep, step by step; what CPU the process uses meanwhile is the kernel sending
function* waits(queue: Queue, deno: KernelDeno): Generator<number> {
  const { messages, bytes } = queue;
  queue.messages = queue.bytes = 0;
  yield MS_LEAST + messages * MS_A_MESSAGE + bytes * MS_A_BYTE;
  const used = () => {
    const { user, system } = deno.cpuUsage?.() ?? { user: 0, system: 0 };
    return (user + system) / 1000;
  };
  let calm = 0;
  for (let slice = 0; messages > 0 && slice < SLICES_MOST && calm < QUIET_SLICES; slice++) {
    const before = used();
    yield SLICE_MS;
    calm = used() - before < SLICE_MS / 5 ? calm + 1 : 0;
  }
}
