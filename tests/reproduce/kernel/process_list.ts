/** Process ids whose command line holds `text`. */
export function processesWith(text: string): number[] {
  const pids: number[] = [];
  if (Deno.build.os !== "linux") {
    const { stdout } = new Deno.Command("ps", { args: ["-axo", "pid=,command="] }).outputSync();
    for (const line of new TextDecoder().decode(stdout).split("\n")) {
      if (line.includes(text)) pids.push(Number.parseInt(line));
    }
    return pids.filter((pid) => pid !== Deno.pid);
  }
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === Deno.pid) continue;
    try {
      if (Deno.readTextFileSync(`/proc/${name}/cmdline`).includes(text)) pids.push(Number(name));
    } catch { /* ended while we looked */ }
  }
  return pids;
}

/** Waits until no process holds `text` on its command line, at most `ms`; returns those left. */
export async function processesLeft(text: string, ms: number): Promise<number[]> {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline && processesWith(text).length > 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return processesWith(text);
}
