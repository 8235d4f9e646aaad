/** Cells and barriers over the channels of one kernel, one at a time. */
import { barrierCode, isOutput, readReport } from "./barrier.ts";
import type { Channels } from "./channels.ts";
import type { BarrierReport } from "./report.ts";
import type { Message } from "./wire.ts";

/** What the kernel answered to a cell. */
export interface Answer {
  reply: Message;
  report: BarrierReport;
  /** From the request to the reply, in ms; late outputs are not counted. */
  ms: number;
}

/** A cell under way. `outputs` grows until `answer` settles; without a kernel it never does. */
export interface Running {
  outputs: readonly Message[];
  answer: Promise<Answer>;
  /** What is waited for, and `performance.now()` when the kernel was last heard. */
  progress(): { waitingFor: "reply" | "barrier" | "marker"; heard: number };
}

export class Session {
  readonly #channels: Channels;
  readonly #hook: string;
  #cell = 0;

  /** `hook` names the function the preamble leaves for the barrier. */
  constructor(channels: Channels, hook: string) {
    this.#channels = channels;
    this.#hook = hook;
  }

  /** Runs code, then the barrier that hands over to the next cell. */
  run(code: string): Running {
    const outputs: Message[] = [];
    const marker = crypto.randomUUID();
    const { promise: marked, resolve } = Promise.withResolvers<BarrierReport>();
    let waitingFor: ReturnType<Running["progress"]>["waitingFor"] = "reply";
    let heard = performance.now();
    this.#channels.onOutput = (message) => {
      heard = performance.now();
      const report = readReport(message);
      if (report?.marker === marker) resolve(report);
      else if (isOutput(message)) outputs.push(message);
    };
    const next = ++this.#cell;
    const answer = async (): Promise<Answer> => {
      const began = performance.now();
      const reply = await this.#execute(code, { silent: false });
      const ms = performance.now() - began;
      waitingFor = "barrier";
      await this.#execute(barrierCode(this.#hook, marker, next), { silent: true });
      heard = performance.now();
      waitingFor = "marker";
      return { reply, report: await marked, ms };
    };
    return { outputs, answer: answer(), progress: () => ({ waitingFor, heard }) };
  }

  /** Resolves once the kernel has evaluated something. */
  async ping(): Promise<void> {
    await this.#execute("0", { silent: true });
  }

  #execute(code: string, { silent }: { silent: boolean }): Promise<Message> {
    return this.#channels.request("execute_request", {
      code,
      silent,
      store_history: !silent,
      user_expressions: {},
      allow_stdin: false,
      // Deno ignores it: what follows a failed cell is the runner's to decide
      stop_on_error: true,
    });
  }
}
