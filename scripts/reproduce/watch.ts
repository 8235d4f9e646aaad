import { asBadInput } from "./cli/as_bad_input.ts";
import { formatBadInput } from "./cli/format_bad_input.ts";

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
  let began = Date.now();
  let { exitCode, inputs } = await once();
  let overtaken: string | null = null;
  while (!signal?.aborted) {
    say("\nWatching. Save a file to run again, Ctrl-C to stop.");
    const change = await nextChange(inputs, {
      since: began,
      // a note that writes what it reads would run for ever
      except: overtaken,
      ...(signal ? { signal } : {}),
    });
    if (change === null) break;
    overtaken = change.isPast ? change.path : null;
    say(`\n${change.path} changed.`);
    began = Date.now();
    try {
      ({ exitCode, inputs } = await once());
    } catch (error) {
      const refused = asBadInput(error);
      if (!refused) throw error;
      say(formatBadInput(refused).trimEnd());
      exitCode = 2;
    }
  }
  return exitCode;
}

interface Change {
  path: string;
  /** It was saved before anybody looked. */
  isPast: boolean;
}

interface ChangeOptions {
  /** Milliseconds since 1970: what was saved after that is found at once, as a run takes its time. */
  since?: number;
  /** Not this one. */
  except?: string | null;
  signal?: AbortSignal;
}

/** The first of `paths` that is written, once writing has settled; null when aborted. */
export async function nextChange(
  paths: readonly string[],
  { since = Infinity, except = null, signal }: ChangeOptions = {},
): Promise<Change | null> {
  if (signal?.aborted) return null;
  const folders = [...new Set(paths.map((path) => path.replace(/\/[^/]*$/, "")))];
  using watcher = new Watcher(folders);
  const close = () => watcher.close();
  signal?.addEventListener("abort", close);
  try {
    const past = paths.find((path) => path !== except && wasSaved(path, since));
    if (past !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      return { path: past, isPast: true };
    }
    const path = await watcher.first(new Set(paths));
    return path === null ? null : { path, isPast: false };
  } finally {
    signal?.removeEventListener("abort", close);
  }
}

/** Watches folders rather than files, which editors replace. */
class Watcher implements Disposable {
  readonly #watcher: Deno.FsWatcher;
  #closed = false;

  constructor(folders: readonly string[]) {
    this.#watcher = Deno.watchFs([...folders], { recursive: false });
  }

  async first(wanted: ReadonlySet<string>): Promise<string | null> {
    let found: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    for await (const { kind, paths } of this.#watcher) {
      if (kind === "access") continue;
      const hit = paths.find((path) => wanted.has(path));
      if (hit === undefined) continue;
      found ??= hit;
      clearTimeout(timer);
      timer = setTimeout(() => this.close(), SETTLE_MS);
    }
    return found;
  }

  close(): void {
    if (!this.#closed) this.#watcher.close();
    this.#closed = true;
  }

  [Symbol.dispose](): void {
    this.close();
  }
}

function wasSaved(path: string, since: number): boolean {
  try {
    return (Deno.statSync(path).mtime?.getTime() ?? 0) > since;
  } catch {
    return false;
  }
}
