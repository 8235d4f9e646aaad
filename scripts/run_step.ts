/** What a finished step of `deno task ok` counts. */
export interface StepResult {
  name: string;
  passed: number;
  failed: number;
  ms: number;
}

/** Runs a command with our own Deno, its output passed through; returns its exit code. */
export async function deno(args: string[], env: Record<string, string> = {}): Promise<number> {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args,
    env,
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn().status;
  return code;
}

/** Test counts of a JUnit file as Deno writes it: what ran, and what failed or could not start. */
export function countJunit(xml: string): { passed: number; failed: number } {
  const head = /<testsuites\b([^>]*)>/.exec(xml)?.[1] ?? "";
  const read = (name: string) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0);
  const failed = read("failures") + read("errors");
  return { passed: read("tests") - failed, failed };
}

/** `deno test` over `targets`, counted; a run that dies before its first test counts one failure. */
export async function test(name: string, targets: string[], flags: string[]): Promise<StepResult> {
  const started = performance.now();
  const junit = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const code = await deno(["test", "-A", ...flags, `--junit-path=${junit}`, ...targets]);
    const counts = countJunit(await Deno.readTextFile(junit));
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return { name, ...counts, ms: performance.now() - started };
  } finally {
    await Deno.remove(junit);
  }
}

/** One command as one check. */
export async function check(name: string, args: string[]): Promise<StepResult> {
  const started = performance.now();
  const code = await deno(args);
  return {
    name,
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    ms: performance.now() - started,
  };
}
