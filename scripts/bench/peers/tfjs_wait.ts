import * as tf from "@tensorflow/tfjs";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import { waitForQueue } from "./peer.ts";

/** Comes back when all work so far is done: only WebGPU has any left. */
export function waitForBackend(): void {
  const backend = tf.backend();
  if (!(backend instanceof WebGPUBackend)) return;
  backend.ensureCommandEncoderReady(); // there may be nothing to submit
  backend.endComputePassEncoder(); // submitQueue() does not
  backend.submitQueue();
  waitForQueue(backend.device);
}
