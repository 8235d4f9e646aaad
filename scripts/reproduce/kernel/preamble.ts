/**
 * What runs inside every kernel before the first cell: listeners for what Deno swallows, caps on
 * output, permissions taken away, and the hook the barrier calls. The functions travel as text, so
 * none of them uses anything from outside its own body.
 */
import { type Internals, routeOutput } from "./route_output.ts";
import { outputMeter } from "./output_meter.ts";
import type { BarrierReport, Finding, PreambleSettings } from "./report.ts";
import { watchErrors } from "./watch_errors.ts";

/** The code of the silent request that prepares a kernel. */
export function preambleCode(settings: PreambleSettings): string {
  const parts = `{ outputMeter: ${outputMeter}, routeOutput: ${routeOutput}, ` +
    `watchErrors: ${watchErrors} }`;
  return `await (${preamble})(${JSON.stringify(settings)}, ${parts})`;
}

interface Parts {
  outputMeter: typeof outputMeter;
  routeOutput: typeof routeOutput;
  watchErrors: typeof watchErrors;
}

async function preamble(settings: PreambleSettings, parts: Parts): Promise<void> {
  const deno = Deno as unknown as { internal: symbol } & Record<symbol, Internals>;
  const { AsyncLocalStorage } = process.getBuiltinModule("node:async_hooks");
  const { setImmediate } = process.getBuiltinModule("node:timers");
  const encoder = new TextEncoder();
  const send = Deno.jupyter.broadcast;
  // the cell that running code belongs to, followed through promises, timers and GPU callbacks
  const origin = new AsyncLocalStorage<number>();
  let cell = 0;
  let findings: Finding[] = [];

  function find(kind: Finding["kind"], from: number, reason: unknown): void {
    // an interval that prints is one finding, not thousands
    if (findings.some((finding) => finding.kind === kind && finding.cell === from)) return;
    const error = reason instanceof Error ? reason : null;
    findings.push({
      kind,
      cell: from,
      name: String(error?.name ?? "Error"),
      message: error ? String(error.message) : String(reason),
      stack: String(error?.stack ?? ""),
    });
  }

  const meter = parts.outputMeter(settings.caps, {
    byteLength: (text) => encoder.encode(text).length,
    // loaded when needed: most cells stay below the caps
    newHash: () => process.getBuiltinModule("node:crypto").createHash("sha256"),
  });
  parts.watchErrors(() => origin.getStore() ?? cell, find);
  parts.routeOutput(deno[deno.internal]!, {
    meter,
    asCurrentCell: (show) => origin.run(cell, show),
    inTime(text) {
      const from = origin.getStore() ?? cell;
      if (from !== cell) find("late output", from, text.slice(0, 200));
      return from === cell;
    },
  });

  // Outputs wait in a queue that another thread sends: without a pause exit() throws them away.
  const exit = Deno.exit;
  const pauseAndExit = (code?: number): never => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    return exit(code);
  };
  Reflect.set(Deno, "exit", pauseAndExit);
  Reflect.set(process, "exit", pauseAndExit);

  // Not async: what enterWith() sets is there when the next cell begins only if this returns at once.
  Reflect.set(globalThis, settings.hook, (marker: string, next: number): void => {
    // a turn of the event loop later the cell's rejections are known
    setImmediate(async () => {
      const report: BarrierReport = {
        marker,
        findings,
        cut: meter.finish(),
        timers: process.getActiveResourcesInfo().filter((name) => name === "Timeout").length,
      };
      findings = [];
      cell = next;
      const data = { [settings.markerMime]: report };
      await send("display_data", { data, metadata: {}, transient: {} });
    });
    origin.enterWith(next);
  });

  Reflect.set(globalThis, Symbol.for("rederive.runner"), { session: settings.session });
  for (const name of settings.revoke) {
    await Deno.permissions.revoke({ name } as Deno.PermissionDescriptor);
  }
}
