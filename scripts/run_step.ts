import { inLanes } from "./in_lanes.ts";
import { type FailedTest, readJunit, type TestCounts } from "./junit.ts";

/** What a finished step of `deno task ok` counts. */
export interface StepResult {
  name: string;
  passed: number;
  failed: number;
  failures: readonly FailedTest[];
  ms: number;
}

/** Lines of a failed test's message that the list at the end repeats. */
const MESSAGE_LINES = 12;

/** The failed tests of all steps once more, since a log is often kept only by its end. */
export function failuresAgain(results: readonly StepResult[]): string {
  return results.flatMap(({ failures }) => failures).map(({ at, name, message }) => {
    const lines = message.split("\n").slice(0, MESSAGE_LINES);
    return [`✗ ${name}  (${at})`, ...lines.map((line) => `    ${line}`)].join("\n");
  }).join("\n");
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

/** `deno test` over `targets`, counted; a run that dies before its first test counts one failure. */
export async function test(name: string, targets: string[], flags: string[]): Promise<StepResult> {
  const started = performance.now();
  const counts = await countTests((junit) =>
    deno(["test", "-A", ...flags, `--junit-path=${junit}`, ...targets])
  );
  return { name, ...counts, ms: performance.now() - started };
}

/**
 * As `test()`, with a process for each target and as many at once as there are cores. What a target
 * prints is kept together and shown when it ends.
 */
export async function testInLanes(
  name: string,
  targets: readonly string[],
  flags: readonly string[],
): Promise<StepResult> {
  const started = performance.now();
  const sum: TestCounts = { passed: 0, failed: 0, failures: [] };
  const lanes = Array.from({ length: navigator.hardwareConcurrency });
  await inLanes(lanes, targets, async (_, target) => {
    const { passed, failed, failures } = await countTests(async (junit) => {
      const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["test", "-A", ...flags, `--junit-path=${junit}`, target],
        stdin: "null",
      }).output();
      await pass(stdout, Deno.stdout.writable);
      await pass(stderr, Deno.stderr.writable);
      return code;
    });
    sum.passed += passed;
    sum.failed += failed;
    sum.failures.push(...failures);
  });
  return { name, ...sum, ms: performance.now() - started };
}

async function countTests(run: (junit: string) => Promise<number>): Promise<TestCounts> {
  const junit = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    const code = await run(junit);
    const counts = readJunit(await Deno.readTextFile(junit));
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return counts;
  } finally {
    await Deno.remove(junit);
  }
}

async function pass(bytes: Uint8Array<ArrayBuffer>, to: WritableStream): Promise<void> {
  await new Blob([bytes]).stream().pipeTo(to, { preventClose: true });
}

/** One command as one check. */
export async function check(name: string, args: string[]): Promise<StepResult> {
  const started = performance.now();
  const code = await deno(args);
  return {
    name,
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    failures: [],
    ms: performance.now() - started,
  };
}
