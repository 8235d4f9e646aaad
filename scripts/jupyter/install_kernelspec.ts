import { writeAtomic } from "../reproduce/cache/write_atomic.ts";
import { reasonOf } from "../reproduce/report/write_file.ts";
import { BadInput } from "../reproduce/types.ts";
import { inspectKernelspec, type Kernelspec, type KernelspecState } from "./kernelspec.ts";

export interface Installed {
  path: string;
  before: KernelspecState["is"];
  /** Where a foreign kernelspec was kept. */
  backup: string | null;
}

/** Writes the kernelspec; a foreign one of the same name is kept beside it, never lost. */
export function installKernelspec(path: string, spec: Kernelspec): Installed {
  const { is: before } = inspectKernelspec(path, spec);
  if (before === "current") return { path, before, backup: null };
  try {
    const backup = before === "foreign" ? freeName(`${path}.before-rederive`) : null;
    if (backup !== null) Deno.copyFileSync(path, backup);
    writeAtomic(path, JSON.stringify(spec, null, 2) + "\n");
    return { path, before, backup };
  } catch (error) {
    throw new BadInput(
      `Cannot install the kernelspec: ${path} cannot be written (${reasonOf(error)})`,
      "JUPYTER_DATA_DIR=<a folder of yours> deno task doctor --install-kernel",
    );
  }
}

function freeName(name: string): string {
  for (let i = 1;; i++) {
    const candidate = i === 1 ? name : `${name}-${i}`;
    try {
      Deno.lstatSync(candidate);
    } catch {
      return candidate;
    }
  }
}
