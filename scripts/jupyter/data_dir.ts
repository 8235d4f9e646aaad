/** Where Jupyter looks for a user's own kernels, worked out as jupyter_core does, without Python. */
export function userDataDir(
  { os, env }: { os: typeof Deno.build.os; env: { get(name: string): string | undefined } },
): string {
  const given = env.get("JUPYTER_DATA_DIR");
  if (given) return given;
  const home = env.get("HOME") ?? env.get("USERPROFILE") ?? ".";
  if (os === "windows") return `${env.get("APPDATA") ?? `${home}\\AppData\\Roaming`}\\jupyter`;
  if (os === "darwin") return `${home}/Library/Jupyter`;
  return `${env.get("XDG_DATA_HOME") || `${home}/.local/share`}/jupyter`;
}

/** The kernel.json of the kernel of this name in a data folder. */
export function kernelFile(dataDir: string, name: string): string {
  return `${dataDir}/kernels/${name}/kernel.json`;
}
