import assert from "node:assert/strict";

const module = new URL("../../scripts/preflight.ts", import.meta.url).href;

/** A process that asks WebGPU itself once the preflight is through, in a bare environment. */
async function runBare(env: Record<string, string>): Promise<{ code: number; out: string }> {
  const script = `
    import { requireAdapter } from ${JSON.stringify(module)};
    const memo = Deno.args[0];
    const found = await requireAdapter({ say: console.log, memo });
    const adapter = await navigator.gpu.requestAdapter();
    console.log(JSON.stringify([found.description, adapter?.info.description]));
  `;
  const memo = `${Deno.makeTempDirSync({ prefix: "rederive-test-" })}/preflight.json`;
  const path = Deno.makeTempFileSync({ suffix: ".ts" });
  Deno.writeTextFileSync(path, script);
  try {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-config", "--quiet", path, memo],
      clearEnv: true,
      env: { HOME: Deno.env.get("HOME") ?? "/", ...env },
    }).output();
    const text = new TextDecoder();
    return { code, out: text.decode(stdout) + text.decode(stderr) };
  } finally {
    Deno.removeSync(path);
    Deno.removeSync(memo.replace(/\/[^/]*$/, ""), { recursive: true });
  }
}

Deno.test("requireAdapter() prepares a bare environment, and WebGPU then finds the adapter", async () => {
  const { code, out } = await runBare({ TMPDIR: "/tmp" });
  assert.equal(code, 0, out);
  const [found, asked] = JSON.parse(out);
  assert.notEqual(found, "");
  assert.equal(asked, found);
  assert.doesNotMatch(out, /XDG_RUNTIME_DIR/);
});
