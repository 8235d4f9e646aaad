import { alignmentFaults } from "./alignment_faults.ts";
import { attentionFaults } from "./attention_faults.ts";
import { averagingFaults } from "./averaging_faults.ts";
import { cameraFaults } from "./camera_faults.ts";
import { checkFaults } from "./check_faults.ts";
import { convFaults } from "./conv_faults.ts";
import { clusterFaults } from "./cluster_faults.ts";
import { elementwiseFaults } from "./elementwise_faults.ts";
import { embeddingFaults } from "./embedding_faults.ts";
import { flatlandFaults } from "./flatland_faults.ts";
import { gatherFaults } from "./gather_faults.ts";
import { geometryFaults } from "./geometry_faults.ts";
import { gpuFaults } from "./gpu_faults.ts";
import { imageFaults } from "./image_faults.ts";
import { linalgFaults } from "./linalg_faults.ts";
import { matchingFaults } from "./matching_faults.ts";
import { matmulFaults } from "./matmul_faults.ts";
import { modelFaults } from "./model_faults.ts";
import { moduleFaults } from "./module_faults.ts";
import { noteFaults } from "./note_faults.ts";
import { rowsFaults } from "./rows_faults.ts";
import { optimFaults } from "./optim_faults.ts";
import { randomFaults } from "./random_faults.ts";
import { rasterFaults } from "./raster_faults.ts";
import { reduceFaults } from "./reduce_faults.ts";
import { retrievalFaults } from "./retrieval_faults.ts";
import { scanFaults } from "./scan_faults.ts";
import { sceneFaults } from "./scene_faults.ts";
import { safetensorsFaults } from "./safetensors_faults.ts";
import { samplingFaults } from "./sampling_faults.ts";
import { shapesFaults } from "./shapes_faults.ts";
import { solverFaults } from "./solver_faults.ts";
import { sortFaults } from "./sort_faults.ts";
import { sparseFaults } from "./sparse_faults.ts";
import { statisticsFaults } from "./statistics_faults.ts";
import { tensorFaults } from "./tensor_faults.ts";
import { textFaults } from "./text_faults.ts";
import type { Fault } from "./fault.ts";

/** All faults that `deno task faults` seeds, one at a time, in a copy of the tree. */
export const faults: readonly Fault[] = [
  ...alignmentFaults,
  ...attentionFaults,
  ...averagingFaults,
  ...cameraFaults,
  ...checkFaults,
  ...convFaults,
  ...clusterFaults,
  ...elementwiseFaults,
  ...embeddingFaults,
  ...flatlandFaults,
  ...gatherFaults,
  ...geometryFaults,
  ...gpuFaults,
  ...imageFaults,
  ...linalgFaults,
  ...matchingFaults,
  ...matmulFaults,
  ...modelFaults,
  ...moduleFaults,
  ...noteFaults,
  ...rowsFaults,
  ...optimFaults,
  ...randomFaults,
  ...rasterFaults,
  ...reduceFaults,
  ...retrievalFaults,
  ...scanFaults,
  ...sceneFaults,
  ...safetensorsFaults,
  ...samplingFaults,
  ...shapesFaults,
  ...solverFaults,
  ...sortFaults,
  ...sparseFaults,
  ...statisticsFaults,
  ...tensorFaults,
  ...textFaults,
];
