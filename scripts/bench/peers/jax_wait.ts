import {
  type Array as JaxArray,
  blockUntilReady,
  defaultDevice,
  getWebGPUDevice,
} from "@jax-js/jax";
import { waitForQueue } from "./peer.ts";

/** Comes back when all of them are computed. */
export async function waitForArrays(arrays: readonly JaxArray[]): Promise<void> {
  if (defaultDevice() !== "webgpu") return void await blockUntilReady([...arrays]);
  for (const array of arrays) array.ref.gpuBufferSync(); // hands pending work to the queue
  waitForQueue(getWebGPUDevice());
}
