import assert from "node:assert/strict";
import { kernelFile, userDataDir } from "../../../scripts/jupyter/data_dir.ts";
import { installKernelspec } from "../../../scripts/jupyter/install_kernelspec.ts";
import { inspectKernelspec, kernelspec } from "../../../scripts/jupyter/kernelspec.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

const spec = kernelspec({ deno: "/opt/deno", os: "linux" });

function inTemp(work: (path: string, folder: string) => void): void {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    work(kernelFile(folder, "deno"), folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** What `deno jupyter --install` writes. */
const FOREIGN = JSON.stringify({
  argv: ["/usr/bin/deno", "jupyter", "--kernel", "--conn", "{connection_file}"],
  display_name: "Deno",
  language: "typescript",
});

Deno.test("kernelspec() interrupts by message, keeps colours out and opens Deno's notebooks", () => {
  assert.equal(spec.interrupt_mode, "message");
  assert.equal(spec.language, "typescript");
  assert.deepEqual(spec.env, { NO_COLOR: "1", DENO_WEBGPU_BACKEND: "vulkan" });
  assert.deepEqual(kernelspec({ deno: "d", os: "darwin" }).env, { NO_COLOR: "1" });
  assert.deepEqual(spec.argv, [
    "/opt/deno",
    "jupyter",
    "--kernel",
    "--conn",
    "{connection_file}",
  ]);
});

Deno.test("installKernelspec() installs once and says when there was nothing to do", () => {
  inTemp((path) => {
    assert.deepEqual(inspectKernelspec(path, spec), { is: "missing" });
    assert.equal(installKernelspec(path, spec).before, "missing");
    assert.deepEqual(JSON.parse(Deno.readTextFileSync(path)), spec);
    assert.deepEqual(inspectKernelspec(path, spec), { is: "current" });
    assert.deepEqual(installKernelspec(path, spec), { path, before: "current", backup: null });
  });
});

Deno.test("installKernelspec() replaces its own older one without a copy", () => {
  inTemp((path) => {
    installKernelspec(path, kernelspec({ deno: "/old/deno", os: "linux" }));
    assert.deepEqual(inspectKernelspec(path, spec), {
      is: "outdated",
      because: "it starts /old/deno",
    });
    assert.deepEqual(installKernelspec(path, spec), { path, before: "outdated", backup: null });
    assert.deepEqual(inspectKernelspec(path, spec), { is: "current" });
  });
});

Deno.test("installKernelspec() keeps what somebody else installed, each time", () => {
  inTemp((path) => {
    for (const [round, text] of [FOREIGN, "not json"].entries()) {
      Deno.mkdirSync(path.replace(/\/[^/]*$/, ""), { recursive: true });
      Deno.writeTextFileSync(path, text);
      assert.equal(inspectKernelspec(path, spec).is, "foreign");
      const { backup } = installKernelspec(path, spec);
      assert.equal(backup, `${path}.before-rederive${round === 0 ? "" : "-2"}`);
      assert.equal(Deno.readTextFileSync(backup!), text);
      assert.deepEqual(inspectKernelspec(path, spec), { is: "current" });
    }
    // Jupyter takes every folder with a kernel.json for a kernel: the copies must not be one
    assert.deepEqual([...Deno.readDirSync(path.replace(/\/deno\/.*/, ""))].length, 1);
  });
});

Deno.test("installKernelspec() says in one line where it could not write", () => {
  inTemp((_path, folder) => {
    Deno.writeTextFileSync(`${folder}/kernels`, "a file");
    assert.throws(() => installKernelspec(kernelFile(folder, "deno"), spec), (error) => {
      assert(error instanceof BadInput);
      assert.match(
        error.message,
        /^Cannot install the kernelspec: .*kernel\.json cannot be written/,
      );
      return true;
    });
  });
});

Deno.test("userDataDir() follows jupyter_core on every system", () => {
  const dir = (os: typeof Deno.build.os, env: Record<string, string>) =>
    userDataDir({ os, env: new Map(Object.entries(env)) });
  assert.equal(dir("linux", { HOME: "/h" }), "/h/.local/share/jupyter");
  assert.equal(dir("linux", { HOME: "/h", XDG_DATA_HOME: "/x" }), "/x/jupyter");
  assert.equal(dir("darwin", { HOME: "/h" }), "/h/Library/Jupyter");
  assert.equal(dir("windows", { APPDATA: "C:\\A" }), "C:\\A\\jupyter");
  assert.equal(dir("linux", { HOME: "/h", JUPYTER_DATA_DIR: "/j" }), "/j");
});
