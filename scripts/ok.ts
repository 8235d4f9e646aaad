/**
 * `deno task ok`: everything CI checks, in one command. Goes on after a failure, so that one run
 * shows all of them; ends with `N passed, N failed`. `--no-notes` leaves out the notes, which CI runs
 * in shards beside this.
 */
import { fileURLToPath } from "node:url";
import lib from "../lib/deno.json" with { type: "json" };
import { preflight } from "./preflight.ts";
import { check, failuresAgain, type StepResult, test, testInLanes } from "./run_step.ts";
import { SANITIZE } from "./test.ts";
import { testTargets } from "./test_targets.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

const LIBRARY = Object.values(lib.exports).map((path) => path.replace("./", "lib/"));

/** Not the notebooks: Deno 2.9 calls each of them unformatted; the step "cells" looks at those. */
const FORMATTED = [
  "lib",
  "scripts",
  "tests",
  ".github",
  "README.md",
  "deno.json",
  "notebooks/**/*.ts",
];

/** Not `.`: the cells as they were when they were last checked lie below it, out of sight. */
const SOURCES = ["lib", "scripts", "tests", "notebooks"];

/** Packages of their own, so that nobody fetches other libraries who does not compare with them. */
const PEERS = ["--config", "scripts/bench/peers/deno.json", "scripts/bench/peers"];
const OPINION = ["--config", "tests/second_opinion/deno.json", "tests/second_opinion"];

const STEPS: readonly (() => Promise<StepResult>)[] = [
  () => check("format", ["fmt", "--check", "--quiet", ...FORMATTED]),
  () => check("lint", ["lint", "--quiet", ...SOURCES]),
  () => check("format of the peers", ["fmt", "--check", "--quiet", ...PEERS]),
  () => check("lint of the peers", ["lint", "--quiet", ...PEERS]),
  () => check("format of tfjs", ["fmt", "--check", "--quiet", ...OPINION]),
  () => check("lint of tfjs", ["lint", "--quiet", ...OPINION]),
  () => check("types", ["check", "--quiet", ...SOURCES]),
  () => check("cells", ["run", "-A", "scripts/check_cells.ts"]),
  () => check("docs of lib", ["doc", "--lint", "--quiet", ...LIBRARY]),
  // without checking types again: a step above has done so for all files at once
  async () => testInLanes("tests", await testTargets(ROOT), [...SANITIZE, "--no-check"]),
  () => test("examples in the docs", ["lib", "README.md"], ["--doc"]),
  () => check("seeded faults", ["run", "-A", "scripts/faults.ts"]),
  () => check("reading list", ["run", "-A", "scripts/reading_list.ts", "--check"]),
];

const NOTES = () => check("notes", ["run", "-A", "scripts/reproduce/main.ts", "--worlds"]);

if (import.meta.main) {
  await preflight();
  const steps = Deno.args.includes("--no-notes") ? STEPS : [...STEPS, NOTES];
  const results: StepResult[] = [];
  for (const step of steps) results.push(await step());
  console.log();
  console.log(failuresAgain(results));
  for (const { name, passed, failed, ms } of results) {
    const mark = failed ? "✗" : "✓";
    console.log(
      `${mark} ${name.padEnd(22)}${`${passed} passed, ${failed} failed`.padEnd(24)}` +
        `${(ms / 1000).toFixed(1)} s`,
    );
  }
  const sum = (key: "passed" | "failed") => results.reduce((n, result) => n + result[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  Deno.exit(sum("failed") ? 1 : 0);
}
