/**
 * `deno task doctor [--json] [--install-kernel]`: what this machine has, what is missing and how to
 * get it. Exit code 0 when notes can run here, 1 when not.
 */
import { runCli } from "./reproduce/cli/run_cli.ts";
import { openTerminal } from "./reproduce/report/device.ts";
import { BadInput } from "./reproduce/types.ts";
import { createPaint } from "./text/paint.ts";
import type { Finding } from "./doctor/finding.ts";
import { lookAtDeno } from "./doctor/look_at_deno.ts";
import { lookAtGpu } from "./doctor/look_at_gpu.ts";
import { lookAtJupyter } from "./doctor/look_at_jupyter.ts";
import { lookAtBubblewrap, lookAtFonts } from "./doctor/look_at_rest.ts";
import { renderFindings } from "./doctor/render.ts";
import { kernelFile, userDataDir } from "./jupyter/data_dir.ts";
import { findJupyter } from "./jupyter/find_jupyter.ts";
import { installKernelspec } from "./jupyter/install_kernelspec.ts";
import { KERNEL_NAME, kernelspec } from "./jupyter/kernelspec.ts";
import { setGpuEnvironment } from "./preflight/gpu_environment.ts";

const wanted = kernelspec({ deno: Deno.execPath(), os: Deno.build.os });

async function lookAtAll(): Promise<Finding[]> {
  setGpuEnvironment();
  const [gpu, jupyter, fonts, bubblewrap] = await Promise.all([
    lookAtGpu(),
    findJupyter(),
    lookAtFonts(),
    lookAtBubblewrap(),
  ]);
  return [lookAtDeno(), ...gpu, fonts, ...lookAtJupyter(jupyter, wanted), bubblewrap];
}

/** Installs the kernelspec and says what became of one that was there. */
function installKernel(): string[] {
  const dataDir = userDataDir({ os: Deno.build.os, env: Deno.env });
  const { path, before, backup } = installKernelspec(kernelFile(dataDir, KERNEL_NAME), wanted);
  const lines = [before === "current" ? `Already installed: ${path}` : `Installed ${path}`];
  if (backup !== null) lines.push(`The kernelspec that was there is kept as ${backup}`);
  if (/[/\\]_?npx[/\\]/.test(Deno.execPath())) {
    lines.push(
      `It starts ${Deno.execPath()}, which npx may remove one day; then install it again`,
    );
  }
  return lines;
}

if (import.meta.main) {
  await runCli(async () => {
    const known = ["--json", "--install-kernel"];
    const unknown = Deno.args.find((word) => !known.includes(word));
    if (unknown !== undefined) {
      throw new BadInput(
        `Cannot read the command line: there is no option ${unknown}`,
        "deno task doctor, with --json or --install-kernel",
      );
    }
    const asJson = Deno.args.includes("--json");
    const terminal = openTerminal();
    const installed = Deno.args.includes("--install-kernel") ? installKernel() : [];
    const findings = await lookAtAll();
    const ok = findings.every(({ state }) => state !== "missing");
    if (asJson) {
      terminal.write(JSON.stringify({ ok, findings, installed }, null, 2) + "\n");
    } else {
      const width = (Deno.stdout.isTerminal() ? Math.min(terminal.size().columns, 110) : 100) - 1;
      const paint = createPaint(terminal.colour);
      const lines = renderFindings(findings, { width, paint });
      terminal.write([...installed, ...installed.length ? [""] : [], ...lines].join("\n") + "\n");
    }
    return ok ? 0 : 1;
  });
}
