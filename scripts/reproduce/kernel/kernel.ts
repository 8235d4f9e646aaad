/** One Deno kernel: started, prepared by the preamble, asked to run cells, killed. */
import { takeAddress } from "./address.ts";
import { barrierCode, isOutput, MARKER_MIME, readReport } from "./barrier.ts";
import { Channels } from "./channels.ts";
import { kernelEnvironment } from "./environment.ts";
import { type BarrierReport, type Caps, preamble, type PreambleSettings } from "./preamble.ts";
import { type Exit, KernelProcess } from "./process.ts";
import type { Message } from "./wire.ts";

export interface KernelOptions {
  /** The notebook's folder: imports and file names of cells are relative to it. */
  cwd: string;
  /** Added to the kernel's environment: a world. */
  env?: Record<string, string>;
  /** V8's heap limit in MB. */
  heapMb?: number;
  /** Permissions to leave to the cells, of those taken away by default. */
  allow?: readonly Deno.PermissionName[];
  caps?: Partial<Caps>;
  /** How long one attempt to start may take. */
  startMs?: number;
  signal?: AbortSignal;
}

export const DEFAULT_CAPS: Caps = { outputBytes: 1e6, cellBytes: 4e6, cellLines: 10_000 };
const REVOKED: Deno.PermissionName[] = ["net", "write", "run", "ffi"];
const START_ATTEMPTS = 3;

/** What the kernel answered to a cell, with all of the cell's outputs in `outputs`. */
export interface Answer {
  reply: Message;
  report: BarrierReport;
}

/** A cell under way. `outputs` grows until `answer` settles. */
export interface Running {
  outputs: readonly Message[];
  answer: Promise<Answer>;
}

/** How a kernel came to its end by itself. */
export type KernelEnd = { exit: Exit } | { lost: Error };

export class Kernel implements AsyncDisposable {
  /** Spawn to ready. */
  readonly startMs: number;
  /** Resolves when the process has ended or a socket is lost, whatever comes first. */
  readonly ended: Promise<KernelEnd>;
  readonly #process: KernelProcess;
  readonly #channels: Channels;
  readonly #files: KernelFiles;
  readonly #hook: string;
  #cell = 1;

  constructor(parts: KernelParts, startMs: number) {
    this.#process = parts.process;
    this.#channels = parts.channels;
    this.#files = parts.files;
    this.#hook = parts.hook;
    this.startMs = startMs;
    this.ended = Promise.race([
      parts.process.exited.then((exit) => ({ exit })),
      // sockets close a moment before the exit is known: the exit explains more
      parts.channels.lost.then((lost) => this.#exitOr(lost)),
    ]);
  }

  get pid(): number {
    return this.#process.pid;
  }

  get stderr(): string {
    return this.#process.stderr;
  }

  /** Absolute path of the file that lists what the kernel read. */
  get auditFile(): string {
    return this.#files.audit;
  }

  /** Runs a cell and the barrier after it. One at a time. */
  run(code: string): Running {
    this.#process.clearStderr();
    return runWithBarrier(this.#channels, code, this.#hook, ++this.#cell);
  }

  /** Kills the kernel and everything it started; partial outputs stay readable. */
  kill(): void {
    this.#process.kill();
  }

  /** Kills, waits for the end, removes the kernel's files. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    await this.#process.exited;
    this.#channels.close();
    removeFiles(this.#files);
  }

  async #exitOr(lost: Error): Promise<KernelEnd> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => timer = setTimeout(() => resolve(null), 500));
    const exit = await Promise.race([this.#process.exited, late]);
    clearTimeout(timer);
    return exit ? { exit } : { lost };
  }
}

interface KernelFiles {
  connection: string;
  audit: string;
}

interface KernelParts {
  process: KernelProcess;
  channels: Channels;
  files: KernelFiles;
  hook: string;
}

/** Starts a kernel and runs the preamble in it; a kernel that dies while it starts is tried again. */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  const began = performance.now();
  for (let attempt = 1;; attempt++) {
    options.signal?.throwIfAborted();
    try {
      return new Kernel(await startOnce(options), performance.now() - began);
    } catch (error) {
      if (options.signal?.aborted || attempt === START_ATTEMPTS) throw error;
    }
  }
}

async function startOnce(options: KernelOptions): Promise<KernelParts> {
  const address = takeAddress();
  const key = `${crypto.randomUUID()}${crypto.randomUUID()}`;
  const files = {
    connection: Deno.makeTempFileSync({ prefix: "rederive-kernel-", suffix: ".json" }),
    audit: Deno.makeTempFileSync({ prefix: "rederive-audit-", suffix: ".jsonl" }),
  };
  Deno.writeTextFileSync(files.connection, connectionFile(address, key));
  const process = new KernelProcess({
    args: [Deno.execPath(), "jupyter", "--kernel", "--conn", files.connection],
    cwd: options.cwd,
    env: {
      ...kernelEnvironment(Deno.env.toObject(), {
        v8Flags: options.heapMb ? [`--max-old-space-size=${options.heapMb}`] : [],
        added: options.env ?? {},
      }),
      DENO_AUDIT_PERMISSIONS: files.audit,
    },
  });
  const limit = options.startMs ?? 10_000;
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new StartError(`not ready in ${limit} ms`)), limit);
  const cancel = () => abort.abort(options.signal?.reason);
  options.signal?.addEventListener("abort", cancel, { once: true });
  const died = process.exited.then((exit) => {
    const error = new StartError(`exited with code ${exit.code}`, process.stderr);
    abort.abort(error);
    throw error;
  });
  died.catch(() => {});
  let channels: Channels | undefined;
  try {
    const deadline = performance.now() + limit;
    channels = await Channels.open({ address, key, deadline, signal: abort.signal });
    const hook = `rederive.${crypto.randomUUID()}`;
    const ready = prepare(channels, hook, options);
    await Promise.race([ready, died, aborted(abort.signal)]);
    return { process, channels, files, hook };
  } catch (error) {
    process.kill();
    await process.exited;
    channels?.close();
    removeFiles(files);
    throw error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", cancel);
  }
}

/** The kernel did not come up. */
export class StartError extends Error {
  override name = "StartError";
  constructor(what: string, stderr = "") {
    const said = stderr.trim().split("\n").at(-1);
    super(`Cannot start a kernel: ${what}${said ? `, it said "${said}"` : ""}`);
  }
}

async function prepare(channels: Channels, hook: string, options: KernelOptions): Promise<void> {
  const settings: PreambleSettings = {
    hook,
    markerMime: MARKER_MIME,
    session: crypto.randomUUID(),
    caps: { ...DEFAULT_CAPS, ...options.caps },
    revoke: REVOKED.filter((name) => !options.allow?.includes(name)),
  };
  await subscribed(channels);
  const code = `await (${preamble})(${JSON.stringify(settings)})`;
  const { answer } = runWithBarrier(channels, code, hook, 1);
  const { reply } = await answer;
  if (reply.content.status !== "ok") {
    throw new StartError(`the preamble failed with "${reply.content.evalue}"`);
  }
}

// PUB drops what it sends before it has read our subscription: ask until an answer comes through.
async function subscribed(channels: Channels): Promise<void> {
  let heard = false;
  channels.onOutput = () => heard = true;
  while (!heard) {
    await channels.request("kernel_info_request", {}).reply;
    for (let i = 0; i < 10 && !heard; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function runWithBarrier(channels: Channels, code: string, hook: string, nextCell: number): Running {
  const outputs: Message[] = [];
  const marker = crypto.randomUUID();
  const { promise: marked, resolve } = Promise.withResolvers<BarrierReport>();
  channels.onOutput = (message) => {
    const report = readReport(message);
    if (report?.marker === marker) resolve(report);
    else if (isOutput(message)) outputs.push(message);
  };
  const answer = (async () => {
    const reply = await channels.request("execute_request", executeContent(code, false)).reply;
    const barrier = barrierCode(hook, marker, nextCell);
    await channels.request("execute_request", executeContent(barrier, true)).reply;
    return { reply, report: await marked };
  })();
  return { outputs, answer };
}

function executeContent(code: string, silent: boolean): Record<string, unknown> {
  return {
    code,
    silent,
    store_history: !silent,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function connectionFile(address: ReturnType<typeof takeAddress>, key: string): string {
  return JSON.stringify({
    transport: "tcp",
    ip: address.ip,
    shell_port: address.shell,
    iopub_port: address.iopub,
    stdin_port: address.stdin,
    control_port: address.control,
    hb_port: address.heartbeat,
    key,
    signature_scheme: "hmac-sha256",
    kernel_name: "deno",
  });
}

function removeFiles(files: KernelFiles): void {
  for (const path of Object.values(files)) {
    try {
      Deno.removeSync(path);
    } catch { /* never made, or removed before */ }
  }
}
