/** Folders a kernel reads for its own purposes: Deno's caches and the desktop's runtime files. */
export function cacheFolders(env: Record<string, string>): string[] {
  const { DENO_DIR, HOME, XDG_RUNTIME_DIR } = env;
  return [
    ...DENO_DIR ? [DENO_DIR] : [],
    ...XDG_RUNTIME_DIR ? [XDG_RUNTIME_DIR] : [],
    ...HOME ? [`${HOME}/.cache`, `${HOME}/Library/Caches`, `${HOME}/AppData/Local/deno`] : [],
  ];
}
