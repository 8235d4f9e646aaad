/** How long a save may go on before its run starts: editors write in several steps. */
const SETTLE_MS = 80;

/** What a finished run says for the next one. */
interface Watched {
  exitCode: number;
  /** Absolute paths of everything the run depended on. */
  inputs: string[];
}

/**
 * Runs, waits until one of the run's inputs changes, runs again; for ever, until interrupted. Only what
 * a change affects is executed, because everything else is in the cache. A run that is refused, say
 * for a half-saved notebook, is followed by a wait like any other.
 */
export async function watchRuns(
  once: () => Promise<Watched>,
  { say = console.error, signal }: { say?: (line: string) => void; signal?: AbortSignal } = {},
): Promise<number> {
  let { exitCode, inputs } = await once();
  while (!signal?.aborted) {
    say("\nWatching. Save a file to run again, Ctrl-C to stop.");
    const changed = await nextChange(inputs, signal);
    if (changed === null) break;
    say(`\n${changed} changed.`);
    try {
      ({ exitCode, inputs } = await once());
    } catch (error) {
      say((error as Error).message);
    }
  }
  return exitCode;
}

/** The first of `paths` that is written, once writing has settled; null when aborted. */
export async function nextChange(
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> {
  const folders = [...new Set(paths.map((path) => path.replace(/\/[^/]*$/, "")))];
  const wanted = new Set(paths);
  const watcher = Deno.watchFs(folders, { recursive: false });
  const close = () => watcher.close();
  signal?.addEventListener("abort", close);
  let found: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  for await (const { kind, paths } of watcher) {
    if (kind === "access") continue;
    const hit = paths.find((path) => wanted.has(path));
    if (hit === undefined) continue;
    found ??= hit;
    clearTimeout(timer);
    timer = setTimeout(close, SETTLE_MS);
  }
  signal?.removeEventListener("abort", close);
  return found;
}
