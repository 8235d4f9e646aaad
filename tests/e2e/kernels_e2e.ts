/**
 * The kernels in a browser: test files of lib, as they are, bundled and run on WebGPU without a
 * graphics card, both kernel families of each, against the same references within the same bounds.
 */
import { deepStrictEqual as deepEqual, ok } from "node:assert/strict";
import { stopBundling } from "../../scripts/site/bundle/bundle.ts";
import { openChromium, SWIFTSHADER } from "./chromium.ts";
import { runInPage } from "./run_in_page.ts";

const FILES = [
  "attention/attention_test.ts",
  "attention/attention_gradient_test.ts",
  "attention/kv_cache_test.ts",
  "attention/rope_test.ts",
  "cluster/k_means_test.ts",
  "conv/conv2d_test.ts",
  "conv/pool_test.ts",
  "elementwise/elementwise_test.ts",
  "embedding/embedding_test.ts",
  "gather/gather_test.ts",
  "linalg/cholesky_test.ts",
  "linalg/inverse_root_test.ts",
  "linalg/lu_test.ts",
  "linalg/svd3_test.ts",
  "matmul/matmul_test.ts",
  "optim/rules_test.ts",
  "random/fill_test.ts",
  "reduce/reduce_test.ts",
  "retrieval/bm25_test.ts",
  "retrieval/cosine_top_k_test.ts",
  "rows/cross_entropy_test.ts",
  "rows/norm_test.ts",
  "rows/softmax_test.ts",
  "sampling/categorical_test.ts",
  "scan/scan_test.ts",
  "scene/cast_rays_test.ts",
  "sort/sort_test.ts",
  "sort/top_k_test.ts",
  "sparse/multiply_sparse_test.ts",
  "statistics/histogram_test.ts",
  "tensor/record_step_test.ts",
];

/** Tests of a file, each of both families: all of them would take a quarter of an hour. */
const MOST = 6;

Deno.test("the tests of the kernels pass in Chromium", async (t) => {
  await using browser = await openChromium({ args: SWIFTSHADER });
  for (const file of FILES) {
    await t.step(file, async () => {
      const ended = await runInPage(browser, file, { most: MOST });
      ok(ended.length > 0, "no test ran");
      deepEqual(ended.filter(({ error }) => error !== null), []);
    });
  }
  await stopBundling();
});

Deno.test("every kernel compiles in Chromium", async () => {
  await using browser = await openChromium({ args: SWIFTSHADER });
  const ended = await runInPage(browser, "e2e/all_kernels.ts", { most: Infinity });
  await stopBundling();
  ok(ended.length > 100, `only ${ended.length} tests ran`);
  deepEqual(ended.filter(({ error }) => error !== null), []);
});

Deno.test("a fault of a kernel is seen in Chromium", async () => {
  await using browser = await openChromium({ args: SWIFTSHADER });
  const ended = await runInPage(browser, "sort/top_k_test.ts", {
    most: 3,
    fault: {
      file: "lib/sort/top_k.wgsl",
      find: "word > own.x || (word == own.x && i < at)",
      replace: "word > own.x || (word == own.x && i > at)",
    },
  });
  await stopBundling();
  ok(ended.some(({ error }) => error !== null), "every test passed");
});
