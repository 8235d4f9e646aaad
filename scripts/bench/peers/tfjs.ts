import { fileURLToPath } from "node:url";
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import type { Elements } from "../array_file.ts";
import type { Input, OpenPeer, Work } from "./peer.ts";
import { tfjsTasks } from "./tfjs_tasks.ts";
import { waitForBackend } from "./tfjs_wait.ts";

const WASM = "@tensorflow/tfjs-backend-wasm/wasm-out/";

/** TensorFlow.js on "webgpu", "wasm" or "cpu". */
export const openTfjs: OpenPeer = async (backend) => {
  setWasmPaths(
    fileURLToPath(new URL(".", import.meta.resolve(`${WASM}tfjs-backend-wasm.wasm`))),
  );
  if (!await tf.setBackend(backend)) throw new Error(`tfjs has no ${backend} here`);
  await tf.ready();
  return {
    prepare(task, inputs, options) {
      const given = inputs.map(toTensor);
      const made = tfjsTasks[task]?.(options, given);
      if (!made) return Promise.resolve(undefined);
      return Promise.resolve(typeof made === "function" ? workOf(made, given) : made);
    },
  };
};

/** Elements as a tensor. */
export function toTensor({ data, shape }: Input): tf.Tensor {
  const values = data instanceof Uint32Array ? Int32Array.from(data) : data;
  return tf.tensor(values, [...shape], data instanceof Float32Array ? "float32" : "int32");
}

type Run = (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];

function workOf(run: Run, inputs: tf.Tensor[]): Work<tf.Tensor[]> {
  return {
    run: () => [tf.tidy(() => run(...inputs))].flat(),
    wait: waitForBackend,
    read: (held) => Promise.all(held.map(async (tensor) => await tensor.data() as Elements)),
    drop: (held) => tf.dispose(held),
    free: () => tf.dispose(inputs),
  };
}
