import { installPackages, runQuietly } from "../../scripts/preflight/install_packages.ts";
import { describeMachine } from "../../scripts/preflight/machine.ts";

export interface Wanted {
  /** What it is, as in "there is no …". */
  missing: string;
  /** Debian's packages that have it. */
  packages: readonly string[];
}

/** What `find` finds; where it finds nothing it is installed, on Debian or Ubuntu as root. */
export async function requireProgram<T>(
  find: () => T | null | Promise<T | null>,
  { missing, packages }: Wanted,
): Promise<T> {
  const found = await find();
  if (found !== null) return found;
  if (canInstall()) {
    const because = "for this test";
    await installPackages(packages, { run: runQuietly, say: console.error, missing, because });
    const installed = await find();
    if (installed !== null) return installed;
  }
  throw new Error(
    `Cannot run this test: there is no ${missing}, wanted one\n` +
      `Try: sudo apt-get install -y ${packages.join(" ")}`,
  );
}

/** True where packages are plainly ours to install. */
export function canInstall(): boolean {
  const { distribution, root } = describeMachine();
  return root && distribution.some((name) => name === "debian" || name === "ubuntu");
}

/** The first of these programs, by name on the path or by whole path; null without any. */
export function findProgram(...names: string[]): string | null {
  const separator = Deno.build.os === "windows" ? ";" : ":";
  const folders = (Deno.env.get("PATH") ?? "").split(separator).filter(Boolean);
  const places = names.flatMap((name) =>
    /[\\/]/.test(name) ? [name] : folders.map((folder) => `${folder}/${name}`)
  );
  return places.find(isFile) ?? null;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
