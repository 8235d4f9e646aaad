/**
 * `deno task bench [words] [--rounds N] [--json FILE]`: each kernel of lib against a plain TypeScript
 * loop in one interleaved run, data resident on the GPU. Compare ratios, not milliseconds: they share
 * the machine's mood.
 */
import { parseArgs } from "node:util";
import { fingerprint, openGpu } from "@rederive/lib/gpu";
import { arrayCases } from "./kernels/array_cases.ts";
import { attentionCases } from "./kernels/attention_cases.ts";
import { clusterCases } from "./kernels/cluster_cases.ts";
import { elementwiseCases } from "./kernels/elementwise_cases.ts";
import { embeddingCases } from "./kernels/embedding_cases.ts";
import { linalgCases } from "./kernels/linalg_cases.ts";
import { matmulCases } from "./kernels/matmul_cases.ts";
import { formatRows, measure } from "./kernels/measure.ts";
import { randomCases } from "./kernels/random_cases.ts";
import { rowCases } from "./kernels/row_cases.ts";
import { reduceCases } from "./kernels/reduce_cases.ts";
import { scanCases } from "./kernels/scan_cases.ts";
import { samplingCases } from "./kernels/sampling_cases.ts";
import { sortCases } from "./kernels/sort_cases.ts";
import { sparseCases } from "./kernels/sparse_cases.ts";
import { tensorCases } from "./kernels/tensor_cases.ts";

const CASES = [
  ...attentionCases,
  ...clusterCases,
  ...embeddingCases,
  ...randomCases,
  ...linalgCases,
  ...arrayCases,
  ...elementwiseCases,
  ...reduceCases,
  ...scanCases,
  ...matmulCases,
  ...rowCases,
  ...samplingCases,
  ...sortCases,
  ...sparseCases,
  ...tensorCases,
];

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    args: Deno.args,
    allowPositionals: true,
    options: { rounds: { type: "string", default: "7" }, json: { type: "string" } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    console.error(`Cannot measure ${values.rounds} rounds: wanted a positive integer`);
    Deno.exit(2);
  }
  await using gpu = await openGpu();
  const made = [];
  for (const make of CASES) made.push(await make(gpu));
  const cases = made.filter(({ name }) => positionals.every((word) => name.includes(word)));
  const { description } = await fingerprint(gpu);
  console.log(`${description}, Deno ${Deno.version.deno}, medians of ${rounds} rounds\n`);
  const rows = await measure(gpu, cases, rounds);
  console.log(formatRows(rows));
  if (values.json) {
    const report = { adapter: description, deno: Deno.version.deno, rounds, rows };
    await Deno.writeTextFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  }
}
