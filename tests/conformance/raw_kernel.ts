/**
 * Deno's kernel without the preamble: what a notebook meets in a person's Jupyter. Uses the runner's
 * sockets and messages, and of Jupyter's rules only that a cell is over at reply and idle.
 */
import { takeAddress } from "../../scripts/reproduce/kernel/address.ts";
import {
  type KernelFolder,
  makeKernelFolder,
  removeKernelFolder,
} from "../../scripts/reproduce/kernel/kernel_folder.ts";
import { KernelProcess } from "../../scripts/reproduce/kernel/process.ts";
import {
  decodeMessage,
  encodeMessage,
  type Message,
  newHeader,
} from "../../scripts/reproduce/kernel/wire.ts";
import { type SocketType, ZmtpSocket } from "../../scripts/reproduce/kernel/zmtp.ts";

const KEY = "conformance";
const MARKER = "application/x-conformance-marker";

export interface RawOptions {
  cwd: string;
  env?: Record<string, string>;
}

/** What came of one cell. */
export interface RawCell {
  /** Null when none came in time. */
  reply: Message | null;
  /** Outputs in order of arrival, up to the marker of a silent request after the cell. */
  outputs: Message[];
  /** How many of them came after the cell's `idle`, and how many under another cell's id. */
  late: number;
  foreign: number;
}

export class RawKernel implements AsyncDisposable {
  readonly process: KernelProcess;
  readonly #folder: KernelFolder;
  #sockets: ZmtpSocket[] = [];
  #listeners = new Set<(channel: string, message: Message) => void>();

  private constructor(process: KernelProcess, folder: KernelFolder) {
    this.process = process;
    this.#folder = folder;
  }

  static async start({ cwd, env }: RawOptions): Promise<RawKernel> {
    const folder = makeKernelFolder();
    const { ip, ...ports } = takeAddress();
    Deno.writeTextFileSync(
      folder.connection,
      JSON.stringify({
        ip,
        transport: "tcp",
        key: KEY,
        signature_scheme: "hmac-sha256",
        kernel_name: "deno",
        shell_port: ports.shell,
        iopub_port: ports.iopub,
        stdin_port: ports.stdin,
        control_port: ports.control,
        hb_port: ports.heartbeat,
      }),
    );
    const process = new KernelProcess({
      args: [Deno.execPath(), "jupyter", "--kernel", "--conn", folder.connection],
      cwd,
      env: { ...Deno.env.toObject(), NO_COLOR: "1", ...env },
      pidFile: folder.pid,
    });
    const kernel = new RawKernel(process, folder);
    const signal = AbortSignal.timeout(20_000);
    const connect = (type: SocketType, port: number) =>
      ZmtpSocket.connect(type, { hostname: ip, port, identity: "conformance", signal });
    const types = ["DEALER", "SUB", "DEALER", "DEALER", "REQ"] as const;
    const channels = ["shell", "iopub", "stdin", "control", "heartbeat"] as const;
    kernel.#sockets = await Promise.all(types.map((type, i) => connect(type, ports[channels[i]!])));
    for (const channel of channels.slice(0, 4)) kernel.#listen(channel);
    while (!(await kernel.run("0")).outputs.length);
    return kernel;
  }

  /** Sends a cell, waits for reply and idle, then for the marker of a second request. */
  async run(code: string, options: { ms?: number; stdin?: boolean } = {}): Promise<RawCell> {
    const cell = this.begin(code, options);
    if (await cell.over(options.ms ?? 10_000)) await cell.flushed(options.ms ?? 10_000);
    return cell.seen();
  }

  /** Sends a cell and leaves the waiting to the caller. */
  begin(code: string, { stdin = false } = {}) {
    const seen: RawCell = { reply: null, outputs: [], late: 0, foreign: 0 };
    const marker = crypto.randomUUID();
    const over = Promise.withResolvers<true>();
    const flushed = Promise.withResolvers<true>();
    let idle = false;
    const id = this.#send(0, "execute_request", executeContent(code, stdin));
    const stop = this.#on((channel, message) => {
      const own = message.parent.msg_id === id;
      const { msg_type: type } = message.header;
      if (channel === "shell" && own) seen.reply = message;
      else if (type === "status") idle ||= own && message.content.execution_state === "idle";
      else if (channel === "iopub" && type !== "execute_input") {
        const mark = (message.content.data as Record<string, unknown> | undefined)?.[MARKER];
        if (mark === marker) flushed.resolve(true);
        if (mark !== undefined) return;
        seen.outputs.push(message);
        if (idle) seen.late++;
        if (!own) seen.foreign++;
      }
      if (seen.reply && idle) over.resolve(true);
    });
    return {
      over: (ms: number) => within(over.promise, ms),
      flushed: async (ms: number) => {
        const data = `{ data: { "${MARKER}": "${marker}" }, metadata: {}, transient: {} }`;
        const code = `Deno.jupyter.broadcast("display_data", ${data})`;
        this.#send(0, "execute_request", { ...executeContent(code), silent: true });
        const done = await within(flushed.promise, ms);
        stop();
        return done;
      },
      seen: () => seen,
    };
  }

  /** The reply to any request, or null when none comes. */
  async request(channel: "shell" | "control", type: string, content: unknown, ms = 1000) {
    const { promise, resolve } = Promise.withResolvers<Message>();
    const id = this.#send(channel === "shell" ? 0 : 3, type, content);
    const stop = this.#on((_, message) => {
      if (message.parent.msg_id === id && message.header.msg_type.endsWith("_reply")) {
        resolve(message);
      } else if (message.parent.msg_id === id && message.header.msg_type === "comm_close") {
        resolve(message);
      }
    });
    const reply = await within(promise, ms);
    stop();
    return reply === false ? null : reply;
  }

  /** Sends a request signed with another key. */
  sendForged(code: string): void {
    const header = newHeader("execute_request", "forged");
    this.#sockets[0]!.send(encodeMessage({ header, content: executeContent(code) }, "another key"));
  }

  /** Whether the heartbeat comes back within `ms`. */
  async beats(ms: number): Promise<boolean> {
    await this.#sockets[4]!.send(["beat"]);
    return await within(this.#sockets[4]!.receive().then(() => true as const), ms);
  }

  /** Answers the next question a cell asks; resolves with the question, or null. */
  async answer(value: string, ms = 1000): Promise<string | null> {
    const { promise, resolve } = Promise.withResolvers<Message>();
    const stop = this.#on((channel, message) => {
      if (channel === "stdin") resolve(message);
    });
    const question = await within(promise, ms);
    stop();
    if (question === false) return null;
    this.#send(2, "input_reply", { value, status: "ok" });
    return String(question.content.prompt);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.process.kill();
    await this.process.exited;
    for (const socket of this.#sockets) socket.close();
    removeKernelFolder(this.#folder);
  }

  #send(socket: number, type: string, content: unknown): string {
    const header = newHeader(type, "conformance");
    this.#sockets[socket]!.send(encodeMessage({ header, content }, KEY)).catch(() => {});
    return header.msg_id;
  }

  #on(listener: (channel: string, message: Message) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #listen(channel: string): Promise<void> {
    const socket = this.#sockets[["shell", "iopub", "stdin", "control"].indexOf(channel)]!;
    try {
      while (true) {
        const message = decodeMessage(await socket.receive(), KEY);
        for (const listener of this.#listeners) listener(channel, message);
      }
    } catch { /* the kernel is gone */ }
  }
}

function executeContent(code: string, stdin = false) {
  return {
    code,
    silent: false,
    store_history: true,
    user_expressions: { two: "1 + 1" },
    allow_stdin: stdin,
    stop_on_error: true,
  };
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T | false> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => timer = setTimeout(() => resolve(false), ms));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
