import { takeAddress } from "../../scripts/reproduce/kernel/address.ts";
import { Channels } from "../../scripts/reproduce/kernel/channels.ts";
import { kernelEnvironment } from "../../scripts/reproduce/kernel/environment.ts";
import type { Message } from "../../scripts/reproduce/kernel/wire.ts";

const KEPT = new Set(["stream", "display_data", "execute_result", "error"]);

/** Reads a kernel as nbclient does: what comes after `idle`, or is of another cell, is lost. */
export interface NaiveReader extends AsyncDisposable {
  run(code: string): Promise<Message[]>;
}

/** Starts a kernel in a folder, without the runner's preamble. */
export async function startNaiveReader(cwd: string): Promise<NaiveReader> {
  const address = takeAddress();
  const key = crypto.randomUUID();
  const connection = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(connection, connectionFile(address, key));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["jupyter", "--kernel", "--conn", connection],
    cwd,
    env: kernelEnvironment(Deno.env.toObject()),
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const channels = await Channels.open({ address, key, signal: AbortSignal.timeout(20_000) });
  await untilHeard(channels);
  return {
    run: (code) => run(channels, code),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.status;
      await channels.drained();
      channels.close();
      await Deno.remove(connection);
    },
  };
}

async function run(channels: Channels, code: string): Promise<Message[]> {
  const seen: Message[] = [];
  const idle = Promise.withResolvers<void>();
  let cell: string | null = null;
  channels.onOutput = (message) => {
    const { header, parent, content } = message;
    if (header.msg_type === "execute_input") cell = parent.msg_id ?? null;
    if (cell === null || parent.msg_id !== cell) return;
    if (KEPT.has(header.msg_type)) seen.push(message);
    if (content["execution_state"] === "idle") idle.resolve();
  };
  await channels.request("execute_request", {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: false,
    stop_on_error: true,
  });
  await idle.promise;
  channels.onOutput = () => {};
  return seen;
}

async function untilHeard(channels: Channels): Promise<void> {
  let isHeard = false;
  channels.onOutput = () => isHeard = true;
  while (!isHeard) {
    await channels.request("kernel_info_request", {});
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function connectionFile(address: ReturnType<typeof takeAddress>, key: string): string {
  const { ip, shell, iopub, stdin, control, heartbeat } = address;
  return JSON.stringify({
    transport: "tcp",
    ip,
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: heartbeat,
    key,
    signature_scheme: "hmac-sha256",
    kernel_name: "deno",
  });
}
