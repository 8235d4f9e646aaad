/** Starts kernels and prepares them. */
import { type KernelAddress, takeAddress } from "./address.ts";
import { MARKER_MIME } from "./barrier.ts";
import { Channels } from "./channels.ts";
import { kernelEnvironment } from "./environment.ts";
import { Kernel } from "./kernel.ts";
import { type KernelFolder, makeKernelFolder, removeKernelFolder } from "./kernel_folder.ts";
import { preambleCode } from "./preamble.ts";
import { KernelProcess } from "./process.ts";
import type { Caps, Permission } from "./report.ts";
import { Session } from "./session.ts";
import type { Watchdog } from "./watchdog.ts";

export interface KernelOptions {
  /** The notebook's folder: file names and imports of cells are relative to it. */
  cwd: string;
  /** Added to the kernel's environment: a world. */
  env?: Record<string, string>;
  /** V8's heap limit. Deno's own is about 4000. */
  heapMb?: number;
  caps?: Partial<Caps>;
  /** Permissions left to the cells, of "net", "write", "run" and "ffi". */
  allow?: readonly Permission[];
  /** Kills the kernel when the runner is killed; without it the kernel lives on. */
  watchdog?: Watchdog;
  /** What one of three attempts to start may take. */
  startMs?: number;
  signal?: AbortSignal;
}

export const DEFAULT_CAPS: Caps = { outputBytes: 1e6, cellBytes: 4e6, cellLines: 10_000 };
/** What cells do without. Deno's kernel has every permission, and no option to start with fewer. */
const REVOKED: readonly Permission[] = ["net", "import", "write", "run", "ffi"];

const ATTEMPTS = 3;
const START_MS = 10_000;

/** A kernel that runs cells, or a `StartError` after three attempts. */
export async function startKernel(options: KernelOptions): Promise<Kernel> {
  const began = performance.now();
  for (let attempt = 1;; attempt++) {
    options.signal?.throwIfAborted();
    try {
      return await startOnce(options, began);
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof StartError)) throw error;
    }
  }
}

/** A kernel did not come up. */
export class StartError extends Error {
  override name = "StartError";
  constructor(state: string, stderr = "") {
    const said = stderr.trim().split("\n").at(-1);
    super(`Cannot start a kernel: ${state}${said ? `, it said "${said}"` : ""}`);
  }
}

async function startOnce(options: KernelOptions, began: number): Promise<Kernel> {
  const address = takeAddress();
  const key = crypto.randomUUID();
  const folder = makeKernelFolder(options.watchdog?.folder);
  const stop = new AbortController();
  const limit = options.startMs ?? START_MS;
  const timer = setTimeout(() => stop.abort(new StartError(`not ready after ${limit} ms`)), limit);
  const cancel = () => stop.abort(options.signal?.reason);
  options.signal?.addEventListener("abort", cancel, { once: true });
  let process: KernelProcess | undefined;
  let channels: Channels | undefined;
  try {
    const env = await prepareEnvironment(folder, options);
    Deno.writeTextFileSync(folder.connection, connectionFile(address, key));
    process = spawn(folder, options.cwd, env);
    const { pid } = process;
    process.exited.then((exit) => {
      stop.abort(new StartError(`process ${pid} exited with ${exit.code}`, process?.stderr));
    });
    channels = await Channels.open({ address, key, signal: stop.signal });
    const session = await Promise.race([prepare(channels, options), aborted(stop.signal)]);
    const startMs = performance.now() - began;
    return new Kernel({ process, channels, session, folder, cwd: options.cwd, env, startMs });
  } catch (error) {
    process?.kill();
    await process?.exited;
    channels?.close();
    removeKernelFolder(folder);
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", cancel);
  }
}

function spawn(folder: KernelFolder, cwd: string, env: Record<string, string>): KernelProcess {
  const args = [Deno.execPath(), "jupyter", "--kernel", "--conn", folder.connection];
  return new KernelProcess({ args, cwd, env, pidFile: folder.pid });
}

async function prepareEnvironment(
  folder: KernelFolder,
  options: KernelOptions,
): Promise<Record<string, string>> {
  const env = kernelEnvironment(Deno.env.toObject(), {
    heapMb: options.heapMb,
    added: { ...options.env, DENO_AUDIT_PERMISSIONS: folder.audit },
  });
  // the Vulkan loader complains on stderr, and some drivers fail, when it is missing
  if (env.XDG_RUNTIME_DIR) await Deno.mkdir(env.XDG_RUNTIME_DIR, { recursive: true, mode: 0o700 });
  return env;
}

async function prepare(channels: Channels, options: KernelOptions): Promise<Session> {
  await subscribe(channels);
  const hook = `rederive.${crypto.randomUUID()}`;
  const session = new Session(channels, hook);
  const { reply } = await session.run(preambleCode({
    hook,
    markerMime: MARKER_MIME,
    session: crypto.randomUUID(),
    caps: { ...DEFAULT_CAPS, ...options.caps },
    revoke: revoked(options.allow ?? []),
  })).answer;
  if (reply.content.status === "ok") return session;
  throw new StartError(`Deno ${Deno.version.deno} refuses the preamble, "${reply.content.evalue}"`);
}

function revoked(allowed: readonly Permission[]): Permission[] {
  // loading modules from the network has a permission of its own
  const kept: readonly string[] = allowed.includes("net") ? [...allowed, "import"] : allowed;
  return REVOKED.filter((name) => !kept.includes(name));
}

// PUB sends nothing to us before it has read our subscription: ask until an answer comes through.
async function subscribe(channels: Channels): Promise<void> {
  let heard = false;
  channels.onOutput = () => heard = true;
  while (!heard) {
    await channels.request("kernel_info_request", {});
    for (let i = 0; i < 10 && !heard; i++) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function connectionFile(address: KernelAddress, key: string): string {
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
