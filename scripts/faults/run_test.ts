/** How a test file ended. */
export interface TestRun {
  code: number;
  output: string;
}

/** Runs one test file of the tree under `root`, up to its first failure. */
export async function runTest(root: string, test: string): Promise<TestRun> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--fail-fast", test],
    cwd: root,
    env: { NO_COLOR: "1" },
  }).output();
  const text = new TextDecoder();
  return { code, output: text.decode(stdout) + text.decode(stderr) };
}
