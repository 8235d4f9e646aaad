import { delimiter, join } from "node:path";
import type { Followed } from "./followed.ts";
import type { Sandbox } from "./sandbox.ts";

/** Python compiles thousands of files when Jupyter starts for the first time. */
const PATIENCE_MS = 300_000;

/** `deno task lab` in a copy of the repository, as a person types it, with Jupyter's own answers. */
export class ServedJupyter implements AsyncDisposable {
  readonly #command: Followed;
  readonly #runtime: string;
  #address = new URL("http://localhost");

  private constructor(command: Followed, runtime: string) {
    this.#command = command;
    this.#runtime = runtime;
  }

  /** Starts the Jupyter whose programs are in `bin`, and waits until it says where it listens. */
  static async start(
    sandbox: Sandbox,
    { bin, args = [] }: { bin: string; args?: readonly string[] },
  ): Promise<ServedJupyter> {
    const own = (name: string) => join(sandbox.out, name);
    const env = {
      PATH: `${bin}${delimiter}${Deno.env.get("PATH") ?? ""}`,
      // nothing of the person's own Jupyter
      JUPYTER_CONFIG_DIR: own("config"),
      JUPYTER_DATA_DIR: own("data"),
      JUPYTER_RUNTIME_DIR: own("runtime"),
      IPYTHONDIR: own("ipython"),
    };
    const words = ["lab", "--no-browser", ...(Deno.uid() === 0 ? ["--allow-root"] : []), ...args];
    const command = sandbox.followTask(words, { env, patience: PATIENCE_MS });
    const jupyter = new ServedJupyter(command, env.JUPYTER_RUNTIME_DIR);
    try {
      const pattern = /https?:\/\/\S+[?&]token=[0-9a-f]+/;
      const end = await jupyter.#command.until(pattern, { ms: PATIENCE_MS });
      jupyter.#address = new URL(pattern.exec(jupyter.#command.seen.slice(0, end))![0]);
      return jupyter;
    } catch (error) {
      await jupyter[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** What it printed so far. */
  get seen(): string {
    return this.#command.seen;
  }

  /** The address of a page, with the token that lets one in. */
  url(path: string): string {
    const { origin, searchParams } = this.#address;
    return `${origin}/${path}?token=${searchParams.get("token")}`;
  }

  /** An answer of the server's. */
  async ask<T>(path: string): Promise<T> {
    return await (await fetch(this.url(path))).json();
  }

  /** Stops the server, which stops its kernels; `deno task lab` ends with it. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const pid of this.#servers()) Deno.kill(pid, "SIGTERM");
    await this.#command.ended();
  }

  #servers(): number[] {
    try {
      return [...Deno.readDirSync(this.#runtime)].flatMap(({ name }) =>
        /^(?:jp|nb)server-(\d+)\.json$/.exec(name)?.slice(1).map(Number) ?? []
      );
    } catch {
      return []; // it ended before it wrote any
    }
  }
}
