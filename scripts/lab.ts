/**
 * `deno task lab [jupyter options]`: opens notebooks/ in your JupyterLab or Notebook, with a kernel
 * that is interrupted properly. Installs nothing: the kernelspec lies in .rederive/ and Jupyter is
 * told to look there.
 */
import { writeAtomic } from "./reproduce/cache/write_atomic.ts";
import { runCli } from "./reproduce/cli/run_cli.ts";
import { BadInput } from "./reproduce/types.ts";
import { kernelFile } from "./jupyter/data_dir.ts";
import { findJupyter, installJupyterCommand } from "./jupyter/find_jupyter.ts";
import type { Jupyter } from "./jupyter/find_jupyter.ts";
import { KERNEL_NAME, kernelspec } from "./jupyter/kernelspec.ts";
import { setGpuEnvironment } from "./preflight/gpu_environment.ts";
import { describeMachine } from "./preflight/machine.ts";

/** The program to start: JupyterLab where it is there, else Notebook; BadInput without either. */
export function chooseProgram(jupyter: Jupyter | null): "lab" | "notebook" {
  if (jupyter?.versions["jupyterlab"]) return "lab";
  if (jupyter?.versions["notebook"]) return "notebook";
  throw new BadInput(
    jupyter
      ? "Cannot open the notebooks: Jupyter is here without JupyterLab or Notebook, wanted one"
      : "Cannot open the notebooks: there is no jupyter command, wanted JupyterLab or Notebook",
    installJupyterCommand(describeMachine()),
  );
}

/** The environment in which Jupyter finds our kernel before any other of its name. */
export function labEnvironment(dataDir: string, jupyterPath: string | undefined) {
  const separator = Deno.build.os === "windows" ? ";" : ":";
  return { JUPYTER_PATH: jupyterPath ? `${dataDir}${separator}${jupyterPath}` : dataDir };
}

if (import.meta.main) {
  await runCli(async () => {
    const root = import.meta.dirname!.replace(/[/\\]scripts$/, "");
    const program = chooseProgram(await findJupyter());
    setGpuEnvironment();
    const dataDir = `${root}/.rederive/jupyter`;
    const spec = kernelspec({ deno: Deno.execPath(), os: Deno.build.os });
    writeAtomic(kernelFile(dataDir, KERNEL_NAME), JSON.stringify(spec, null, 2) + "\n");
    // Ctrl-C is Jupyter's to answer: it asks whether to stop
    const ignore = () => {};
    Deno.addSignalListener("SIGINT", ignore);
    const { code } = await new Deno.Command("jupyter", {
      args: [program, ...Deno.args],
      cwd: `${root}/notebooks`,
      env: labEnvironment(dataDir, Deno.env.get("JUPYTER_PATH")),
    }).spawn().status;
    Deno.removeSignalListener("SIGINT", ignore); // it would keep this process alive
    return code;
  });
}
