/**
 * Jupyter as people install it from PyPI: a Python environment in .rederive/, made once. Without
 * Python or without the package index the tests that ask for it fail, and say why.
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { outputOf } from "../../scripts/output_of.ts";
import { findProgram, requireProgram } from "./require_program.ts";

const STATE = fileURLToPath(new URL("../../.rederive", import.meta.url));

/** Every package with its version: what others release does not decide whether tests pass. */
const PACKAGES = fileURLToPath(new URL("jupyter_requirements.txt", import.meta.url));

/** Carries JupyterLab's renderer of plotly figures, which JupyterLab itself has not. */
const PLOTLY = "plotly==7.1.0";

export interface JupyterVenv {
  /** The folder of its programs: `jupyter` and the rest. */
  bin: string;
  /** A folder of JupyterLab extensions with plotly's renderer, not used unless it is named. */
  plotlyRenderer: string;
}

/** The environment, made if it is not there yet. */
export async function jupyterVenv(): Promise<JupyterVenv> {
  const wanted = createHash("sha256").update(Deno.readFileSync(PACKAGES)).update(PLOTLY);
  const folder = join(STATE, `jupyter-${wanted.digest("hex").slice(0, 8)}`);
  Deno.mkdirSync(STATE, { recursive: true });
  using lock = Deno.openSync(`${folder}.lock`, { create: true, write: true });
  await lock.lock(true); // two runs at once make one environment
  const bin = join(folder, "venv", Deno.build.os === "windows" ? "Scripts" : "bin");
  const done = join(folder, "done");
  if (!isThere(done)) {
    if (isThere(folder)) await Deno.remove(folder, { recursive: true });
    console.error(`No JupyterLab for the tests yet: installing it from PyPI into ${folder}`);
    await run(await python(), "-m", "venv", join(folder, "venv"));
    const install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-compile"];
    await run(join(bin, "python"), ...install, "--requirement", PACKAGES);
    await run(join(bin, "python"), ...install, "--target", join(folder, "plotly"), PLOTLY);
    await Deno.writeTextFile(done, "");
  }
  return { bin, plotlyRenderer: join(folder, "plotly/share/jupyter/labextensions") };
}

/** A Python that can make environments: Debian's own cannot without a package more. */
function python(): Promise<string> {
  const find = async () => {
    const found = findProgram("python3", "python", "python.exe");
    const imported = found && await outputOf(found, "-c", "import ensurepip, venv");
    return imported === null ? null : found;
  };
  return requireProgram(find, { missing: "Python with venv", packages: ["python3-venv"] });
}

async function run(command: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, {
    args,
    env: { PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_ROOT_USER_ACTION: "ignore" },
    stdin: "null",
    stdout: "null",
  }).output();
  if (success) return;
  throw new Error(
    `Cannot install JupyterLab for the tests: ${command} ${args.slice(0, 3).join(" ")} failed, ` +
      `wanted a Python environment\n${new TextDecoder().decode(stderr)}`,
  );
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
