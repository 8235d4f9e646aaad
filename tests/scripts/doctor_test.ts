import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import { lookAtDeno } from "../../scripts/doctor/look_at_deno.ts";
import { lookAtJupyter } from "../../scripts/doctor/look_at_jupyter.ts";
import { renderFindings } from "../../scripts/doctor/render.ts";
import { kernelFile } from "../../scripts/jupyter/data_dir.ts";
import { installKernelspec } from "../../scripts/jupyter/install_kernelspec.ts";
import { kernelspec } from "../../scripts/jupyter/kernelspec.ts";
import { createPaint } from "../../scripts/text/paint.ts";

const script = fileURLToPath(new URL("../../scripts/doctor.ts", import.meta.url));

async function inTemp(work: (folder: string) => Promise<void> | void): Promise<void> {
  const folder = Deno.makeTempDirSync({ prefix: "rederive-test-" });
  try {
    await work(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

async function doctor(args: string[], env: Record<string, string>) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, ...args],
    env,
  }).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

Deno.test("doctor --json --install-kernel finds what this machine has and installs the kernel", async () => {
  await inTemp(async (folder) => {
    const env = { JUPYTER_DATA_DIR: folder, PATH: "/nowhere" };
    const { code, out, err } = await doctor(["--json", "--install-kernel"], env);
    assert.equal(code, 0, err);
    const { ok, findings, installed } = JSON.parse(out);
    assert.equal(ok, true);
    assert.equal(installed[0], `Installed ${folder}/kernels/deno/kernel.json`);
    // A Deno that npx fetched may go away, which is then said; nothing else is.
    const fetched = Deno.execPath().includes("_npx") ? [Deno.execPath()] : [];
    assert.equal(installed.length, 1 + fetched.length);
    for (const path of fetched) assert(installed[1].includes(path));
    const states = Object.fromEntries(
      findings.map(({ name, state }: { name: string; state: string }) => [name, state]),
    );
    assert.deepEqual(states, {
      "Deno": "ok",
      "WebGPU": "ok",
      "Vulkan": "ok",
      "Fonts": "ok",
      "Jupyter": "absent",
      "Kernel": "ok",
      "bubblewrap": "absent",
    });
    const gpu = findings.find(({ name }: { name: string }) => name === "WebGPU");
    assert.notEqual(gpu.value, "");
    assert.match(gpu.details[0], /^native: fingerprint [0-9a-f]{16}$/);
    const { argv } = JSON.parse(Deno.readTextFileSync(`${folder}/kernels/deno/kernel.json`));
    assert.equal(argv[0], Deno.execPath());
  });
});

Deno.test("doctor refuses an option that it does not have", async () => {
  const { code, err } = await doctor(["--fix"], {});
  assert.equal(code, 2);
  assert.equal(
    err,
    "Cannot read the command line: there is no option --fix\n" +
      "Try: deno task doctor, with --json or --install-kernel\n",
  );
});

Deno.test("lookAtDeno() calls an old Deno missing and a new one untried", () => {
  assert.equal(lookAtDeno("2.9.6").state, "ok");
  assert.equal(lookAtDeno("2.8.0").state, "missing");
  const newer = lookAtDeno("2.10.0");
  assert.equal(newer.state, "absent");
  assert.match(newer.try!, /conformance/);
});

Deno.test("lookAtJupyter() reports the kernel that Jupyter would take", async () => {
  await inTemp((folder) => {
    const wanted = kernelspec({ deno: "/opt/deno", os: "linux" });
    const jupyter = { versions: { notebook: "7.0.0" }, dataPaths: [`${folder}/a`, `${folder}/b`] };
    const kernel = () => lookAtJupyter(jupyter, wanted)[1]!;
    assert.match(kernel().value, /does not know Deno yet/);
    installKernelspec(kernelFile(`${folder}/b`, "deno"), wanted);
    assert.deepEqual(kernel(), {
      name: "Kernel",
      state: "ok",
      value: `${folder}/b/kernels/deno/kernel.json`,
    });
    // one that is found first hides ours
    Deno.mkdirSync(`${folder}/a/kernels/deno`, { recursive: true });
    Deno.writeTextFileSync(
      kernelFile(`${folder}/a`, "deno"),
      '{"argv": ["/usr/bin/deno", "jupyter"], "display_name": "Deno", "language": "typescript"}',
    );
    assert.match(kernel().value, /is not ours: interrupting a cell would end its kernel$/);
    assert.deepEqual(kernel().details, ["/usr/bin/deno jupyter"]);
  });
});

Deno.test("renderFindings() tells what is needed from what would be nice", () => {
  const lines = renderFindings([
    { name: "Deno", state: "ok", value: "2.9.6" },
    { name: "WebGPU", state: "missing", value: "no adapter", try: "sudo apt-get install x" },
    { name: "Jupyter", state: "absent", value: "not found", details: ["more"] },
  ], { width: 60, paint: createPaint(false) });
  assert.deepEqual(lines, [
    "✓ Deno         2.9.6",
    "✗ WebGPU       no adapter",
    "               Try: sudo apt-get install x",
    "○ Jupyter      not found",
    "               more",
    "",
    "1 thing is missing.",
  ]);
});
