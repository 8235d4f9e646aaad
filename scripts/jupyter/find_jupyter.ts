import { outputOf } from "../output_of.ts";
/** What Jupyter is on this machine, asked through its own command line. */
export interface Jupyter {
  /** Package → version, as `jupyter --version` lists them. */
  versions: Record<string, string>;
  /** Folders that are searched for kernels, first wins. */
  dataPaths: string[];
}

export type RunJupyter = (args: string[]) => Promise<string | null>;

/** Null when there is no `jupyter` to call. */
export async function findJupyter(run: RunJupyter = runJupyter): Promise<Jupyter | null> {
  const [version, paths] = await Promise.all([run(["--version"]), run(["--paths", "--json"])]);
  if (version === null) return null;
  return { versions: parseVersions(version), dataPaths: parseDataPaths(paths) };
}

/** `package : version` lines; what is not installed is left out. */
export function parseVersions(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, version] of text.matchAll(/^(\w+)\s*:\s*(\S.*?)\s*$/gm)) {
    if (/^\d/.test(version!)) found[name!] = version!;
  }
  return found;
}

function parseDataPaths(text: string | null): string[] {
  try {
    const { data } = JSON.parse(text ?? "{}");
    return Array.isArray(data) ? data.map(String) : [];
  } catch {
    return [];
  }
}

const runJupyter: RunJupyter = (args) => outputOf("jupyter", ...args);

/** What a person types to get Jupyter on this machine. */
export function installJupyterCommand(
  { os, distribution, root }: {
    os: typeof Deno.build.os;
    distribution: readonly string[];
    root: boolean;
  },
): string {
  // Debian and its kin refuse pip outside an environment; pipx comes with them
  if (os === "linux" && distribution.some((name) => name === "debian" || name === "ubuntu")) {
    return `${root ? "" : "sudo "}apt-get install -y pipx && pipx install jupyterlab`;
  }
  return os === "darwin" ? "brew install jupyterlab" : "python3 -m pip install --user jupyterlab";
}
