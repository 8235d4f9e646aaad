import {
  type Array as JaxArray,
  blockUntilReady,
  defaultDevice,
  type Device,
  init,
  jit,
  numpy as np,
} from "@jax-js/jax";
import type { Elements } from "../array_file.ts";
import { jaxTasks } from "./jax_tasks.ts";
import { waitForArrays } from "./jax_wait.ts";
import type { Input, OpenPeer, Work } from "./peer.ts";

/** jax-js on "webgpu" or "wasm". */
export const openJax: OpenPeer = async (backend) => {
  const device = backend as Device;
  const started = await init(device);
  if (!started.includes(device)) throw new Error(`jax-js has no ${backend} here`);
  defaultDevice(device);
  return {
    async prepare(task, inputs, options) {
      const given = inputs.map(toJax);
      await blockUntilReady(given);
      const made = jaxTasks[task]?.(options, given);
      if (!made || "read" in made) return made;
      if (typeof made === "function") return workOf(jit(made), given);
      const { compute, order } = made;
      const turned = given.map((input) => np.transpose(input, order));
      await blockUntilReady(turned);
      const work = workOf(jit(compute), turned);
      const read = (held: JaxArray[]) =>
        work.read(held.map((array) => np.transpose(array.ref, order)));
      return { ...work, read }; // back is the same exchange of two axes
    },
  };
};

/** Elements as an array of jax-js. */
export function toJax({ data, shape }: Input): JaxArray {
  const dtype = data instanceof Float32Array
    ? np.float32
    : data instanceof Int32Array
    ? np.int32
    : np.uint32;
  return np.array(data, { shape: [...shape], dtype });
}

type Compiled = (...inputs: JaxArray[]) => JaxArray | JaxArray[];

function workOf(compiled: Compiled, inputs: JaxArray[]): Work<JaxArray[]> {
  return {
    run: () => [compiled(...inputs.map((input) => input.ref))].flat(),
    wait: waitForArrays,
    read: (held) => Promise.all(held.map(async (array) => await array.ref.data() as Elements)),
    drop: (held) => held.forEach((array) => array.dispose()),
    free: () => inputs.forEach((input) => input.dispose()),
  };
}
