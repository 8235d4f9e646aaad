import type { TestRun } from "./run_test.ts";

/**
 * Says whether a test caught a fault: a test must have failed, by its own assertion. A file that
 * does not load or a kernel that does not compile would turn any test red.
 */
export function judgeFault({ code, output }: TestRun): { caught: boolean; because: string } {
  if (code === 0) return { caught: false, because: "the test stays green" };
  if (/^error: (SyntaxError: Cannot compile|GpuError: Cannot build) "/m.test(output)) {
    return { caught: false, because: "the fault does not compile" };
  }
  const failure = output.match(/^(.+?) \.\.\..* ?FAILED/m)?.[1];
  if (!failure) return { caught: false, because: "no test failed, the run broke off" };
  return { caught: true, because: failure };
}
