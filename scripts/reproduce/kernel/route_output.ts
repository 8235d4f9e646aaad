/** Leads all output of cells past the meter. Runs inside the kernel, sent as text. */
import type { MimeBundle } from "../types.ts";
import type { OutputMeter } from "./output_meter.ts";

/** What the runner needs of Deno's internals; `deno task conformance` tells when it is gone. */
export interface Internals {
  Console: new (print: (text: string, level: number) => void) => object;
  core: { print(text: string, isError: boolean): void };
  jupyter: {
    formatInner(value: unknown, raw: boolean): Promise<MimeBundle>;
    /** Shows the value of a cell. */
    broadcastResult(count: number, value: unknown): Promise<void>;
  };
}

export interface OutputRules {
  meter: OutputMeter;
  /** False, and noted, when the cell that puts `text` out has ended: it would be misplaced. */
  inTime(text: string): boolean;
  /** Runs `show` as part of the cell that runs now. */
  asCurrentCell<T>(show: () => T): T;
}

export function routeOutput({ Console, core, jupyter }: Internals, rules: OutputRules): void {
  const { meter, inTime, asCurrentCell } = rules;
  const { broadcast: send, format } = Deno.jupyter;

  const admitText = (text: string) => inTime(text) ? meter.admitText(text) : "";

  // modules keep references to the one console object, so its methods are replaced, not the object
  const metered = new Console((text, level) => {
    const head = admitText(text);
    if (head) core.print(head, level > 1);
  });
  for (const [name, method] of Object.entries(metered)) {
    if (typeof method === "function") Reflect.set(console, name, method);
  }

  const broadcast: typeof send = async (type, content, extra) => {
    if (type === "stream" && typeof content.text === "string") {
      const text = admitText(content.text);
      if (text) await send(type, { ...content, text }, extra);
      return;
    }
    const json = JSON.stringify(content) ?? "";
    if (inTime(json) && meter.admitWhole(json)) await send(type, content, extra);
  };
  const display: typeof Deno.jupyter.display = async (value, options = {}) => {
    await broadcast(options.update ? "update_display_data" : "display_data", {
      data: await jupyter.formatInner(value, options.raw === true),
      metadata: {},
      transient: options.display_id ? { display_id: options.display_id } : {},
    });
  };
  Object.assign(Deno.jupyter, { broadcast, display });

  const showError = jupyter.broadcastResult;
  // the kernel calls it after the cell, in whatever context is left over
  jupyter.broadcastResult = (count, value) =>
    asCurrentCell(async function rederive_show() {
      if (value === undefined) return;
      try {
        const data = await format(value);
        await broadcast("execute_result", { execution_count: count, data, metadata: {} });
      } catch (error) {
        await showError(count, { [Symbol.for("Jupyter.display")]: () => Promise.reject(error) });
      }
    });
}
