import { fileURLToPath } from "node:url";
import { readArray, writeArray } from "../array_file.ts";
import type { BenchCase } from "../kernels/bench_case.ts";
import { type ArrayFile, REPLY, type Reply, type Request, type Took } from "../protocol.ts";
import type { Contender, Prepared } from "./contender.ts";
import { TextLineStream } from "./text_line_stream.ts";

/** A file of the peers, as a Deno command takes it. */
export function peersFile(name: string): string {
  return fileURLToPath(new URL(`../peers/${name}`, import.meta.url));
}

/** A peer that takes longer for a run is not waited for. */
const PATIENCE_MS = 120_000;

/** A library on one of its backends, in a process of its own that starts when it is first needed. */
export function peer(library: string, backend: string, folder: string): Contender {
  const name = `${library} ${backend}`;
  let child: PeerProcess | undefined;

  async function prepare(work: BenchCase): Promise<Prepared> {
    if (!work.peers) return { absent: "not told how" };
    const { task, inputs, options = {} } = work.peers;
    const files: ArrayFile[] = [];
    for (const [i, { data, shape }] of inputs.entries()) {
      files.push(await writeArray(`${folder}/input-${i}`, data, shape));
    }
    child ??= new PeerProcess(library, backend);
    const readback = work.readback ?? false;
    const reply = await child.ask({
      do: "prepare",
      task,
      inputs: files,
      options,
      readback,
      folder,
    });
    if ("absent" in reply) return reply;
    if (!("outputs" in reply)) return await giveUp(reply);
    return { outputs: await Promise.all(reply.outputs.map(readArray)) };
  }

  /** The process is in an unknown state: the next case gets a new one. */
  async function giveUp(reply: Reply): Promise<{ absent: string }> {
    await child?.end();
    child = undefined;
    return { absent: "failed" in reply ? reply.failed : "answered something else" };
  }

  return {
    name,
    prepare,
    async run(): Promise<Took> {
      const reply = await child!.ask({ do: "run" });
      if ("ms" in reply) return reply;
      throw new Error(`Cannot go on with ${name}: ${(await giveUp(reply)).absent}`);
    },
    async forget() {
      await child?.ask({ do: "forget" });
    },
    async [Symbol.asyncDispose]() {
      await child?.end();
    },
  };
}

class PeerProcess {
  #child: Deno.ChildProcess;
  #requests: WritableStreamDefaultWriter<Uint8Array>;
  #replies: ReadableStreamDefaultReader<string>;
  #complaints: Promise<string>;

  constructor(library: string, backend: string) {
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--quiet", "--cached-only", "--config", peersFile("deno.json")],
        ...[peersFile("main.ts"), library, backend],
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#requests = this.#child.stdin.getWriter();
    this.#replies = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .pipeThrough(new TextLineStream()).getReader();
    this.#complaints = new Response(this.#child.stderr).text();
  }

  /** Sends a request and waits for its reply; a process that ended has failed. */
  async ask(request: Request): Promise<Reply> {
    const timer = setTimeout(() => this.#kill(), PATIENCE_MS);
    try {
      await this.#requests.write(new TextEncoder().encode(`${JSON.stringify(request)}\n`));
      while (true) {
        const { done, value } = await this.#replies.read();
        if (done) break;
        if (value.startsWith(REPLY)) return JSON.parse(value.slice(REPLY.length)) as Reply;
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BrokenPipe)) throw error;
    } finally {
      clearTimeout(timer);
    }
    const said = (await this.#complaints).trim().split("\n").at(-1);
    return { failed: `its process ended${said ? ` (${said})` : ""}` };
  }

  async end(): Promise<void> {
    this.#kill();
    await this.#child.status;
    await this.#complaints;
    await this.#requests.abort().catch(() => {});
    await this.#replies.cancel().catch(() => {});
  }

  #kill(): void {
    try {
      this.#child.kill("SIGKILL");
    } catch {
      // it has ended
    }
  }
}
