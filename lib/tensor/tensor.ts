import { type ElementType, type ElementTypeOf, type Gpu, type HostArray } from "../gpu/mod.ts";
import { elementTypeOf } from "../gpu/gpu_array.ts";
import { register } from "./alive.ts";
import { setKnown } from "./known.ts";
import type { Recipe } from "./recipe.ts";
import { sizeOf, Storage } from "./storage.ts";

let written = 0;

/** How many tensors were written down so far: the next one's `serial`. */
export function countWritten(): number {
  return written;
}

/**
 * An array with a shape that knows how it is computed. Functions of tensors only write down what is
 * to be done; `evaluate()` and `read()` do it, in few submits, and let go of every step's array after
 * its last use. Made from data by `tensor()`.
 */
export class Tensor<T extends ElementType = "f32"> implements Disposable {
  /** Where it lives. */
  readonly gpu: Gpu;
  /** "f32", "i32" or "u32". */
  readonly type: T;
  /** Sizes of the axes; () is a single number. */
  readonly shape: readonly number[];
  /** Name in messages. */
  readonly label: string;
  /** How it is computed; undefined for a tensor made from data. */
  readonly recipe: Recipe<T> | undefined;
  /** Its place among all tensors, in the order in which they were written down. */
  readonly serial: number = written++;
  #storage: Storage<T> | undefined;
  #version = 0;
  #disposed = false;
  #forget: (() => void) | undefined;

  /** Use `tensor()`, or a function of tensors. */
  constructor(
    gpu: Gpu,
    of: { type: T; shape: readonly number[]; label: string; recipe?: Recipe<T> },
  ) {
    this.gpu = gpu;
    this.type = of.type;
    this.shape = of.shape;
    this.label = of.label;
    this.recipe = of.recipe;
  }

  /** How many elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** How often `assign()` replaced the elements: what was written down before is stale. */
  get version(): number {
    return this.#version;
  }

  /** True once it was disposed. */
  get disposed(): boolean {
    return this.#disposed;
  }

  /** The elements, row by row, where they are in memory already. */
  get storage(): Storage<T> | undefined {
    if (this.#disposed && !this.recipe) {
      throw new TypeError(`Cannot use "${this.label}": it was disposed, wanted a live tensor`);
    }
    return this.#storage;
  }

  /** Gives the tensor elements and takes over the storage; part of `evaluate()` and `assign()`. */
  store(storage: Storage<T>, { overwrite = false }: { overwrite?: boolean } = {}): void {
    if (this.#disposed) return storage.release(); // while it was being computed
    this.#storage?.release();
    this.#storage = storage;
    if (overwrite) this.gpu.everyRun(() => this.touch());
    else this.#forget = register(this);
  }

  /** Says that the elements were replaced where they lie. */
  touch(): void {
    this.#version++;
  }

  /** Lets go of the elements. Steps computed from a tensor made from data can no longer run. */
  [Symbol.dispose](): void {
    this.#storage?.release();
    this.#storage = undefined;
    this.#disposed = true;
    this.#forget?.();
  }
}

/**
 * Sends data to the GPU as a tensor; without a shape it is one axis.
 *
 * @throws {RangeError} when the shape does not hold as many elements.
 * @throws {TypeError} while a step is recorded, which would freeze the elements.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { add, read, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = tensor(gpu, Float32Array.of(1, 2, 3, 4), { shape: [2, 2] });
 * deepEqual(await read(add(x, 1)), Float32Array.of(2, 3, 4, 5));
 * ```
 */
export function tensor<A extends HostArray>(
  gpu: Gpu,
  data: A,
  { shape = [data.length], label = "tensor" }: { shape?: readonly number[]; label?: string } = {},
): Tensor<ElementTypeOf<A>> {
  if (sizeOf(shape) !== data.length) {
    throw new RangeError(
      `Cannot make "${label}": ${data.length} elements for the shape (${shape.join(", ")}), ` +
        `wanted ${sizeOf(shape)}`,
    );
  }
  if (gpu.isRecording) {
    throw new TypeError(
      `Cannot make "${label}" while recording: every replay would have the same elements, ` +
        `wanted tensors made before\nTry: give it as an input, see recordStep()`,
    );
  }
  const made = new Tensor(gpu, { type: elementTypeOf(data), shape: [...shape], label });
  made.store(new Storage(gpu.array(data, label)));
  setKnown(made, data);
  return made;
}
