import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Row } from "../../../scripts/bench/measure.ts";
import { checkName, keepReport, writePages } from "../../../scripts/bench/report/keep.ts";
import { writePage, writeShort } from "../../../scripts/bench/report/markdown.ts";
import { drawReport } from "../../../scripts/bench/report/picture.ts";
import type { Report } from "../../../scripts/bench/report/report.ts";

const timed = (contender: string, ms: number, ratio: number) => ({
  contender,
  ms,
  cpuMs: ms,
  ratio,
  spread: [ratio, ratio] as const,
});

const softmax: Row = {
  name: "softmax",
  size: "8192 x 512",
  readback: false,
  entries: [
    timed("rederive", 20, 1),
    timed("TypeScript", 90, 4.5),
    timed("jax-js webgpu", 100, 5),
    timed("tfjs webgpu", 70, 3.5),
    timed("tfjs wasm", 10, 0.5),
    { contender: "onnxruntime-web wasm", absent: "element 1 is 3, wanted 4" },
  ],
};
const alone: Row = {
  name: "svd3",
  size: "20000 matrices",
  readback: true,
  entries: [timed("rederive", 5, 1), { contender: "tfjs wasm", absent: "no such operation" }],
};
const machine = { adapter: "gpu X", cpu: "C", cores: 2, os: "linux", deno: "2.9.6", rounds: 7 };
const report: Report = { machine, rows: [softmax, alone] };

Deno.test("the table shows the quickest of a kind, and who is ahead of us in bold", () => {
  const page = writePage([{ name: "here", ...report }]);
  const row = "| softmax, 8192 x 512 | 20.0 ms | 3.5 × (tfjs) | **0.50 ×** (tfjs) | – | 4.5 × |";
  assert.ok(page.includes(row), page);
  assert.ok(page.includes("| svd3, 20000 matrices, read back | 5.00 ms | – | – | – | – |"), page);
});

Deno.test("a bar that is missed is marked as missed", () => {
  const page = writePage([{ name: "here", ...report }]);
  assert.ok(page.includes("| softmax | webgpu | 4.0 × | 3.5 × (tfjs webgpu) | ✗ |"), page);
});

Deno.test("the README shows what readers look for first, and no other", () => {
  const table = writeShort(report);
  assert.match(table, /softmax/);
  assert.doesNotMatch(table, /svd3/);
});

Deno.test("the picture has a point for each of a kind that was timed", () => {
  const { data } = drawReport(report);
  const points = data.map(({ name, x, y }) => `${name}: ${x} ${y}`);
  equal(
    points.join("\n"),
    "best WebGPU peer: 3.5 softmax, 8192 x 512\nbest wasm peer: 0.5 softmax, 8192 x 512\n" +
      "plain TypeScript: 4.5 softmax, 8192 x 512",
  );
});

Deno.test("figures are kept beside others, and both pages are written from all", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/.github`);
    const marks = "<!-- benchmarks: written by deno task bench --keep -->\n\nold\n" +
      "<!-- end of benchmarks -->";
    await Deno.writeTextFile(`${root}/README.md`, `# a\n\n${marks}\n\nz\n`);
    await keepReport(report, { name: "gpu-x", root });
    await keepReport(report, { name: "software-vulkan", root });
    const page = await Deno.readTextFile(`${root}/.github/BENCHMARKS.md`);
    assert.match(page, /## software-vulkan[^]*## gpu-x/);
    const readme = await Deno.readTextFile(`${root}/README.md`);
    assert.match(
      readme,
      /^# a\n\n<!-- benchmarks[^]*softmax[^]*<!-- end of benchmarks -->\n\nz\n$/,
    );
    assert.doesNotMatch(readme, /old/);
    const png = await Deno.readFile(`${root}/.github/benchmarks/gpu-x.png`);
    equal(String.fromCharCode(...png.subarray(1, 4)), "PNG");
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("figures of other cases stay, unless they are of another machine", async () => {
  const root = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${root}/.github`);
    const marks =
      "<!-- benchmarks: written by deno task bench --keep -->\n<!-- end of benchmarks -->";
    await Deno.writeTextFile(`${root}/README.md`, marks);
    const rowsKept = async () => {
      const text = await Deno.readTextFile(`${root}/.github/benchmarks/a.json`);
      return (JSON.parse(text) as Report).rows.map(({ name, entries }) => [name, entries[0]]);
    };
    const quicker = { ...alone, entries: [timed("rederive", 4, 1)] };
    await keepReport(report, { name: "a", root });
    await keepReport({ machine, rows: [quicker] }, { name: "a", root });
    deepEqual(await rowsKept(), [["softmax", softmax.entries[0]], ["svd3", quicker.entries[0]]]);
    const other = { ...machine, adapter: "gpu Y" };
    await keepReport({ machine: other, rows: [softmax] }, { name: "a", root });
    deepEqual(await rowsKept(), [["softmax", softmax.entries[0]]]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("the pages say what the figures kept say", async () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const pages = await writePages(root);
  equal(pages.size, 2);
  for (const [path, page] of pages) {
    equal(
      await Deno.readTextFile(`${root}/${path}`),
      page,
      `${path} is not what the figures say: deno task bench --keep NAME writes it`,
    );
  }
});

Deno.test("a name that no file should have is refused", () => {
  for (const name of ["", "../up", "a b", "A", "-x"]) {
    assert.throws(() => checkName(name), /Cannot keep figures as/);
  }
  checkName("nvidia-h100");
});
