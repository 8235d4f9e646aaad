/**
 * A runner to be killed: starts and ends kernels in two lanes for ever.
 * `deno run -A runner_child.ts <folder for pids>`
 */
import { startKernel } from "../../../scripts/reproduce/kernel/start.ts";
import { startWatchdog } from "../../../scripts/reproduce/kernel/watchdog.ts";

const watchdog = startWatchdog(Deno.args[0]!);
console.log(watchdog.folder);

async function lane(): Promise<never> {
  while (true) {
    await using kernel = await startKernel({ cwd: Deno.args[0]!, watchdog });
    await kernel.run("await new Promise((resolve) => setTimeout(resolve, 100))").answer;
  }
}

await Promise.all([lane(), lane()]);
