/** Which kernels an operation runs: it is called, and the device asked what it compiled. */
import { type Family, type Gpu, type KernelSource, openGpu } from "@rederive/lib/gpu";
import { entries } from "./entries.ts";
import { runPoison } from "./entries/training.ts";
import type { Entry } from "./entry.ts";
import { WGSL } from "./wgsl.ts";

/** What one operation needs under one family. */
export interface Needs {
  /** `file kernel`, in the order of WGSL. */
  kernels: readonly string[];
  /** Files that any of them is made of. */
  files: readonly string[];
}

/** What each operation needs under each family. Nothing is read back, so hardly anything is run. */
export async function findKernels(): Promise<Map<Entry, Record<Family, Needs>>> {
  const found = new Map<Entry, Record<Family, Needs>>();
  for (const entry of entries) {
    found.set(entry, { cpu: await needsOf(entry, "cpu"), gpu: await needsOf(entry, "gpu") });
  }
  // Some read what they need to go on, which leaves timers of 10 ms.
  await new Promise((resolve) => setTimeout(resolve, 50));
  return found;
}

/** The same for what `openGpu({ poison: true })` does. */
export async function needsOfPoison(): Promise<Needs> {
  using gpu = await openGpu();
  const sources: KernelSource[] = [];
  await runPoison(gpu, (each) => watch(each, sources));
  return named(sources);
}

async function needsOf({ op, run }: Entry, family: Family): Promise<Needs> {
  const gpu = await openGpu({ family });
  const sources: KernelSource[] = [];
  watch(gpu, sources);
  try {
    await run(gpu);
  } catch (error) {
    throw new Error(`Cannot run ${op} with ${family} kernels: ${error}`, { cause: error });
  } finally {
    gpu[Symbol.dispose]();
  }
  return named(sources);
}

function watch(gpu: Gpu, sources: KernelSource[]): void {
  const find = gpu.kernel.bind(gpu);
  gpu.kernel = (source) => {
    sources.push(source);
    return find(source);
  };
}

/** Whether code is a text of lib, as it is or, where it is one for any input, with an input's name. */
function isText(code: string, text: string): boolean {
  const [, name = "INPUT"] = /fn number_(\w+)/.exec(code) ?? [];
  const [, place = "PLACE"] = /@binding\((\d+)\)/.exec(code) ?? [];
  return code === text.replaceAll("INPUT", name).replaceAll("PLACE", place);
}

function named(sources: readonly KernelSource[]): Needs {
  const kernels = new Set<string>();
  const files = new Set<string>();
  for (const { code, entry } of sources) {
    const texts = typeof code === "string" ? [code] : code;
    for (
      const { file, kernels: own } of WGSL.filter(({ text }) =>
        texts.some((each) => isText(each, text))
      )
    ) {
      files.add(file);
      const name = entry ?? own[0];
      if (name !== undefined && own.includes(name)) kernels.add(`${file} ${name}`);
    }
  }
  return { kernels: [...kernels].sort(), files: [...files].sort() };
}
