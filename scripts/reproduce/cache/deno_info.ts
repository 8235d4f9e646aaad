/** The part of `deno info --json` that the graph is made of. */
export interface DenoInfo {
  redirects?: Record<string, string>;
  modules: {
    specifier: string;
    kind?: string;
    local?: string | null;
    error?: string;
    npmPackage?: string;
    dependencies?: {
      specifier: string;
      code?: { specifier?: string; error?: string };
      /** Of `import type`, and of declarations beside the code. */
      type?: { specifier?: string };
      assertionType?: string;
    }[];
  }[];
  npmPackages?: Record<string, { name: string; version: string; dependencies?: string[] }>;
}

export interface DenoInfoOptions {
  /** deno.json(c) that maps bare names, or null for none. */
  config: string | null;
  lock: string | null;
  cwd: string;
}

/** Asks Deno what `entry` reaches. The lock is a copy: `deno info` adds to the one it is given. */
export async function denoInfo(entry: string, options: DenoInfoOptions): Promise<DenoInfo> {
  const { config, lock, cwd } = options;
  const lockCopy = `${cwd}/deno.lock`;
  if (lock) Deno.copyFileSync(lock, lockCopy);
  const args = [
    "info",
    "--json",
    config ? `--config=${config}` : "--no-config",
    lock ? `--lock=${lockCopy}` : "--no-lock",
    entry,
  ];
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
    env: { NO_COLOR: "1" },
    stdin: "null",
    signal: AbortSignal.timeout(60_000),
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr).trim());
  return JSON.parse(new TextDecoder().decode(stdout)) as DenoInfo;
}
