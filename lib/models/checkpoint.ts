import type { Module } from "../nn/mod.ts";
import { float32Weights, scaleName, type StoredTensors } from "../safetensors/mod.ts";
import { Storage, type Tensor } from "../tensor/mod.ts";

/** Where a checkpoint has the elements of one of our tensors. */
export interface Place {
  /** Name in the file, without what the whole model is named. */
  name: string;
  /** Shape in the file; that of our tensor unless given. */
  shape?: readonly number[];
  /** Our elements from the file's; all of them in order unless given. */
  take?: (values: Float32Array<ArrayBuffer>) => Float32Array<ArrayBuffer>;
}

/** How a checkpoint is laid out. */
export interface Layout {
  /** The model, in messages. */
  model: string;
  /** What may stand in front of every name: "bert.". */
  prefix?: string;
  /** Names in the file that are no weights of ours, after the prefix. */
  ignore?: RegExp;
  /** Where each of our tensors is. */
  place: (name: string, shape: readonly number[]) => Place;
}

/** The tensors of a file under their names without the prefix of the model. */
export function withoutPrefix(tensors: StoredTensors, prefix: string): StoredTensors {
  return new Map([...tensors].map(([name, stored]) => {
    const short = name.startsWith(prefix) ? name.slice(prefix.length) : name;
    const renamed = short.replace(/\.gamma$/, ".weight").replace(/\.beta$/, ".bias"); // of TensorFlow
    return [renamed, { ...stored, name: renamed }];
  }));
}

/**
 * Fills an empty module from a checkpoint, one tensor after the other, widened to f32 on the way.
 *
 * @throws {RangeError} with every name that is missing or unknown and every shape that differs;
 * nothing is loaded then.
 */
export function loadCheckpoint(module: Module, tensors: StoredTensors, layout: Layout): void {
  const { model, ignore = /^$/, place } = layout;
  const targets = [...module.namedParameters(), ...module.namedBuffers()].map(([name, tensor]) => ({
    tensor,
    name,
    at: place(name, tensor.shape),
  }));
  const wanted = new Map(targets.map(({ at, tensor }) => [at.name, at.shape ?? tensor.shape]));
  const missing = [...wanted.keys()].filter((name) => !tensors.has(name));
  const unknown = [...tensors.keys()].filter((name) =>
    !wanted.has(name) && !ignore.test(name) &&
    ![...wanted.keys()].some((w) => scaleName(w) === name)
  );
  const misfits = [...wanted].flatMap(([name, shape]) => {
    const got = tensors.get(name)?.shape ?? shape;
    return got.join() === shape.join()
      ? []
      : [`"${name}" is (${got.join(", ")}), wanted (${shape.join(", ")})`];
  });
  if (missing.length + unknown.length + misfits.length > 0) {
    module[Symbol.dispose]();
    throw new RangeError([
      `Cannot load ${model}: ${missing.length} of ${wanted.size} tensors are missing, ` +
      `${unknown.length} names are unknown, ${misfits.length} shapes differ, ` +
      `wanted a checkpoint of this model and config`,
      ...missing.length ? [`missing: ${missing.join(", ")}`] : [],
      ...unknown.length ? [`unknown: ${unknown.join(", ")}`] : [],
      ...misfits,
    ].join("\n"));
  }
  try {
    for (const { tensor, at: { name, take } } of targets) {
      const values = float32Weights(tensors, name);
      fill(tensor, take ? take(values) : values);
    }
  } catch (error) {
    module[Symbol.dispose]();
    throw error;
  }
}

function fill(target: Tensor, values: Float32Array<ArrayBuffer>): void {
  const storage = new Storage(target.gpu.array(values, target.label));
  target.store(storage, { overwrite: target.storage !== undefined }); // norms start as 1 and 0
}

/** The transpose of a matrix of so many rows, row by row. */
export function transposed(
  values: Float32Array<ArrayBuffer>,
  rows: number,
): Float32Array<ArrayBuffer> {
  const columns = values.length / rows;
  const result = new Float32Array(values.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result[j * rows + i] = values[i * columns + j]!;
  }
  return result;
}
