/**
 * Deno's kernel lives on when its client is killed. The watchdog is a small process that waits for
 * the runner's end of a pipe to close, which happens however the runner ends, and then kills every
 * kernel listed in the runner's folder. Windows has no watchdog, only the reaper of the next run.
 */
import { join } from "node:path";
import { reap } from "./reaper.ts";
import { runName } from "./run_name.ts";

// A runner that ends well says so. Otherwise some rounds, because a kernel that is just being started
// lists itself a moment later.
const SCRIPT = `
rounds="1 2 3 4 5 6 7 8"
while read -r word; do [ "$word" = done ] && rounds="1"; done
for round in $rounds; do
  [ "$round" = 1 ] || sleep 0.1
  for file in "$0"/kernel-*/pid; do
    [ -s "$file" ] || continue
    kill -KILL "-$(cat "$file")" 2>/dev/null
    rm -rf "\${file%/pid}"
  done
done
rm -rf "$0"
`;

export class Watchdog implements AsyncDisposable {
  /** Kernels to watch keep their folders in here. */
  readonly folder: string;
  readonly #child: Deno.ChildProcess | null;

  constructor(folder: string, child: Deno.ChildProcess | null) {
    this.folder = folder;
    this.#child = child;
  }

  /** Process id of the watchdog itself. */
  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** Lets the watchdog kill what still runs, and go. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child === null) return Deno.removeSync(this.folder, { recursive: true });
    const pipe = this.#child.stdin.getWriter();
    await pipe.write(new TextEncoder().encode("done\n"));
    await pipe.close();
    await this.#child.status;
  }
}

/** Ends what earlier runs left behind in `parent` (`.rederive/pids`), then starts to watch. */
export function startWatchdog(parent: string): Watchdog {
  Deno.mkdirSync(parent, { recursive: true });
  reap(parent);
  const folder = join(Deno.realPathSync(parent), runName(Deno.pid));
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (Deno.build.os === "windows") return new Watchdog(folder, null);
  const child = new Deno.Command("/bin/sh", {
    args: ["-c", SCRIPT, folder],
    stdin: "piped",
    stdout: "null",
    stderr: "null",
    // out of the terminal's group: Ctrl-C must not take it along
    detached: true,
  }).spawn();
  return new Watchdog(folder, child);
}
