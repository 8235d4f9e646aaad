/**
 * Before anything runs: is there a WebGPU adapter? On Debian or Ubuntu as root, software Vulkan is
 * installed and that is said; elsewhere the command to type is printed and the exit code is 2.
 */
import { runCli } from "./reproduce/cli/run_cli.ts";
import { BadInput } from "./reproduce/types.ts";
import { compareDeno, WANTED_DENO } from "./deno_wanted.ts";
import { type AdapterDescription, findAdapter } from "./preflight/adapter.ts";
import { memoKey, recallAdapter, rememberAdapter } from "./preflight/adapter_memo.ts";
import { decideWithoutAdapter } from "./preflight/decide.ts";
import { setGpuEnvironment } from "./preflight/gpu_environment.ts";
import { installPackages, runQuietly } from "./preflight/install_packages.ts";
import { describeMachine } from "./preflight/machine.ts";

/** Where the answer is kept; beside the runner's other state. */
const MEMO = `${import.meta.dirname}/../.rederive/preflight.json`;

/** The preflight of a command line: prints what it did, and ends the process when it cannot go on. */
export async function preflight(): Promise<AdapterDescription> {
  let adapter: AdapterDescription | undefined;
  await runCli(async () => {
    adapter = await requireAdapter({ say: (line) => console.error(line) });
  });
  return adapter!; // runCli() has ended the process otherwise
}

/** The adapter of this machine, installed if need be; sets the environment that WebGPU needs. */
export async function requireAdapter(
  { say, memo = MEMO }: { say: (line: string) => void; memo?: string },
): Promise<AdapterDescription> {
  if (compareDeno(Deno.version.deno) === "older") {
    throw new BadInput(
      `Cannot start: this is Deno ${Deno.version.deno}, wanted ${WANTED_DENO} or later`,
      `npx deno@${WANTED_DENO} task reproduce`,
    );
  }
  setGpuEnvironment();
  const env = Deno.env.toObject();
  const known = recallAdapter(memo, memoKey({ env }));
  if (known) return known;
  const adapter = await findAdapter() ?? await repair(say);
  rememberAdapter(memo, { key: memoKey({ env }), adapter }); // the drivers may be new: a new key
  return adapter;
}

async function repair(say: (line: string) => void): Promise<AdapterDescription> {
  const decision = decideWithoutAdapter(describeMachine());
  if (decision.do === "stop") throw new BadInput(decision.message, decision.try);
  await installPackages(decision.packages, { run: runQuietly, say });
  const adapter = await findAdapter();
  if (adapter) {
    say(`Found ${adapter.description}`);
    return adapter;
  }
  throw new BadInput(
    `Cannot open a GPU: ${decision.packages.join(" and ")} are installed and WebGPU still finds ` +
      "no adapter, wanted one",
    "deno task doctor",
  );
}
