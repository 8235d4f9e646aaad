import { kernelFile, userDataDir } from "../jupyter/data_dir.ts";
import { installJupyterCommand, type Jupyter } from "../jupyter/find_jupyter.ts";
import {
  inspectKernelspec,
  KERNEL_NAME,
  type Kernelspec,
  type KernelspecState,
} from "../jupyter/kernelspec.ts";
import { describeMachine } from "../preflight/machine.ts";
import type { Finding } from "./finding.ts";

const SHOWN = ["jupyterlab", "notebook", "jupyter_client", "nbconvert"];

/** Jupyter and the kernel our notebooks ask for; neither is needed to reproduce notes. */
export function lookAtJupyter(jupyter: Jupyter | null, wanted: Kernelspec): Finding[] {
  return [lookAtPrograms(jupyter), lookAtKernel(jupyter, wanted)];
}

function lookAtPrograms(jupyter: Jupyter | null): Finding {
  const name = "Jupyter";
  if (!jupyter) {
    return {
      name,
      state: "absent",
      value: "not found; only needed to open the notebooks (deno task lab)",
      try: installJupyterCommand(describeMachine()),
    };
  }
  const { versions } = jupyter;
  const shown = SHOWN.flatMap((name) => (versions[name] ? [`${name} ${versions[name]}`] : []));
  return { name, state: "ok", value: shown.join(", ") || "found" };
}

function lookAtKernel(jupyter: Jupyter | null, wanted: Kernelspec): Finding {
  const name = "Kernel";
  const own = userDataDir({ os: Deno.build.os, env: Deno.env });
  const folders = jupyter && jupyter.dataPaths.length > 0 ? jupyter.dataPaths : [own];
  const files = folders.map((folder) => kernelFile(folder, KERNEL_NAME));
  const path = files.find((file) => inspectKernelspec(file, wanted).is !== "missing");
  const state = path ? inspectKernelspec(path, wanted) : { is: "missing" as const };
  const finding = describeKernel(state, path ?? kernelFile(own, KERNEL_NAME));
  return { name, ...finding };
}

function describeKernel(state: KernelspecState, path: string): Omit<Finding, "name"> {
  const install = "deno task doctor --install-kernel";
  switch (state.is) {
    case "current":
      return { state: "ok", value: path };
    case "missing":
      return {
        state: "absent",
        value: "Jupyter does not know Deno yet; deno task lab brings its own",
        try: install,
      };
    case "outdated":
      return { state: "absent", value: `${path}: ${state.because}`, try: install };
    case "foreign":
      return {
        state: "absent",
        value: `${path} is not ours: interrupting a cell would end its kernel`,
        details: [state.command],
        try: `${install} (keeps a copy of it)`,
      };
  }
}
