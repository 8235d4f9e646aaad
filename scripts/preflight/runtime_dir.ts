/**
 * Vulkan drivers want XDG_RUNTIME_DIR, which containers and cron jobs leave unset; Mesa then prints
 * an error line for every process.
 */

/** An existing private folder for XDG_RUNTIME_DIR: the given one, or one of ours. */
export function ensureRuntimeDir(
  given: string | undefined,
  { temp, uid }: { temp: string; uid: number | null },
): string {
  if (given && isDirectory(given)) return given;
  if (given && tryMakePrivate(given)) return given;
  const ours = `${temp.replace(/\/+$/, "")}/rederive-runtime-${uid ?? "user"}`;
  if (tryMakePrivate(ours) || isPrivate(ours, uid)) return ours;
  // somebody else owns that name in the shared temp folder
  return Deno.makeTempDirSync({ dir: temp, prefix: "rederive-runtime-" });
}

function isDirectory(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function tryMakePrivate(path: string): boolean {
  try {
    Deno.mkdirSync(path, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function isPrivate(path: string, uid: number | null): boolean {
  try {
    const info = Deno.lstatSync(path);
    return info.isDirectory && info.uid === uid && ((info.mode ?? 0) & 0o077) === 0;
  } catch {
    return false;
  }
}
