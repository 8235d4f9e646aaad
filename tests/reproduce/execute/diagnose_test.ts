import assert from "node:assert/strict";
import { diagnose, parseFailure } from "../../../scripts/reproduce/execute/diagnose.ts";
import { folder } from "./notebook_of.ts";

const options = { cwd: folder, env: { NO_COLOR: "1" }, stderr: "" };

Deno.test("parseFailure() reads message and line, and nothing else", () => {
  const stderr = `error: SyntaxError: Expression expected
  |
2 | const x = ;
  |           ~
    at file:///notes/_stdin.ts:2:11
`;
  assert.deepEqual(parseFailure(stderr), { message: "SyntaxError: Expression expected", line: 2 });
  assert.equal(parseFailure("error: Failed loading"), null);
});

Deno.test("diagnose() explains code that does not parse", async () => {
  assert.deepEqual(await diagnose("const a = 1;\n\nconst x = ;", options), {
    message: "SyntaxError: Expression expected",
    line: 3,
  });
});

Deno.test("diagnose() explains an import that fails, with its line", async () => {
  // a registry nobody serves: refused at once, whether the machine is online or not
  const env = { ...options.env, NPM_CONFIG_REGISTRY: "http://127.0.0.1:9" };
  const source = 'import { join } from "node:path";\nconst x = join("a");\n' +
    'const y = await import("npm:rederive-no-such-package@1.0.0");';
  const { message, line } = await diagnose(source, { ...options, env });
  assert.match(message, /^Cannot import "npm:rederive-no-such-package@1\.0\.0": ./);
  assert.equal(line, 3);
});

Deno.test("diagnose() falls back to what the kernel said last", async () => {
  assert.deepEqual(await diagnose("1", { ...options, stderr: "first\nlast\n" }), {
    message: "Execution failed: last",
  });
  assert.deepEqual(await diagnose("1", options), {
    message: "Execution failed, and Deno gives no reason",
  });
});
