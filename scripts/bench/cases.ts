import { jobCases } from "./jobs/job_cases.ts";
import { arrayCases } from "./kernels/array_cases.ts";
import { attentionCases } from "./kernels/attention_cases.ts";
import type { MakeCase } from "./kernels/bench_case.ts";
import { clusterCases } from "./kernels/cluster_cases.ts";
import { convCases } from "./kernels/conv_cases.ts";
import { elementwiseCases } from "./kernels/elementwise_cases.ts";
import { embeddingCases } from "./kernels/embedding_cases.ts";
import { linalgCases } from "./kernels/linalg_cases.ts";
import { matmulCases } from "./kernels/matmul_cases.ts";
import { optimCases } from "./kernels/optim_cases.ts";
import { randomCases } from "./kernels/random_cases.ts";
import { reduceCases } from "./kernels/reduce_cases.ts";
import { retrievalCases } from "./kernels/retrieval_cases.ts";
import { rowCases } from "./kernels/row_cases.ts";
import { samplingCases } from "./kernels/sampling_cases.ts";
import { scanCases } from "./kernels/scan_cases.ts";
import { sceneCases } from "./kernels/scene_cases.ts";
import { solverCases } from "./kernels/solver_cases.ts";
import { sortCases } from "./kernels/sort_cases.ts";
import { sparseCases } from "./kernels/sparse_cases.ts";
import { tensorCases } from "./kernels/tensor_cases.ts";

/** Everything that is measured, in the order of the table. */
export const cases: readonly MakeCase[] = [
  ...matmulCases,
  ...rowCases,
  ...reduceCases,
  ...attentionCases,
  ...convCases,
  ...elementwiseCases,
  ...embeddingCases,
  ...scanCases,
  ...sortCases,
  ...samplingCases,
  ...randomCases,
  ...linalgCases,
  ...solverCases,
  ...sceneCases,
  ...arrayCases,
  ...sparseCases,
  ...clusterCases,
  ...retrievalCases,
  ...optimCases,
  ...tensorCases,
  ...jobCases,
];
