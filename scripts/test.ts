/** `deno task test [paths | deno test flags]`: unit tests, then the examples in the docs. */
import { fileURLToPath } from "node:url";
import { preflight } from "./preflight.ts";
import { check, failuresAgain, test, testInLanes } from "./run_step.ts";
import { testTargets } from "./test_targets.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Leaks are off by default since Deno 2.8: ask for them. */
export const SANITIZE = ["--sanitize-ops", "--sanitize-resources"];

if (import.meta.main) {
  await preflight();
  const asked = Deno.args;
  const steps = asked.length ? [await test("tests", asked, SANITIZE)] : [
    await check("types", ["check", "--quiet", "tests"]),
    await testInLanes("tests", await testTargets(ROOT), [...SANITIZE, "--no-check"]),
    await test("examples in the docs", ["lib", "README.md"], ["--doc"]),
  ];
  console.log(failuresAgain(steps));
  const passed = steps.reduce((n, s) => n + s.passed, 0);
  const failed = steps.reduce((n, s) => n + s.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  Deno.exit(failed ? 1 : 0);
}
