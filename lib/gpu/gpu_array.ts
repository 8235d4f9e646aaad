/** The element types arrays on the GPU have, with the typed array each is read into. */
export type Elements = {
  f32: Float32Array<ArrayBuffer>;
  i32: Int32Array<ArrayBuffer>;
  u32: Uint32Array<ArrayBuffer>;
};

/** "f32", "i32" or "u32": four bytes each. */
export type ElementType = keyof Elements;

/** A typed array that can be sent to the GPU. */
export type HostArray = Elements[ElementType];

/** Makes the typed array of an element type over bytes that were read back. */
export function viewAs<T extends ElementType>(type: T, bytes: ArrayBuffer): Elements[T] {
  const views: { [K in ElementType]: (b: ArrayBuffer) => Elements[K] } = {
    f32: (b) => new Float32Array(b),
    i32: (b) => new Int32Array(b),
    u32: (b) => new Uint32Array(b),
  };
  return views[type](bytes);
}

/** The element type a typed array is sent as. */
export type ElementTypeOf<A extends HostArray> = {
  [K in ElementType]: A extends Elements[K] ? K : never;
}[ElementType];

/** The element type a typed array is sent as, at run time. */
export function elementTypeOf<A extends HostArray>(data: A): ElementTypeOf<A> {
  if (data instanceof Float32Array) return "f32" as ElementTypeOf<A>;
  if (data instanceof Uint32Array) return "u32" as ElementTypeOf<A>;
  if (data instanceof Int32Array) return "i32" as ElementTypeOf<A>;
  throw new TypeError(
    `Cannot send an array to the GPU: got ${Object.prototype.toString.call(data)}, ` +
      `wanted Float32Array, Int32Array or Uint32Array`,
  );
}

/**
 * Numbers in GPU memory, flat. Made by `gpu.array()`, `gpu.zeros()` and `gpu.empty()`; goes back to
 * the pool at the end of a `using` scope, or when it is garbage collected.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * using x = gpu.array(Float32Array.of(1, 2, 3));
 * equal(x.type, "f32");
 * equal(x.length, 3);
 * ```
 */
export class GpuArray<T extends ElementType = ElementType> implements Disposable {
  /** "f32", "i32" or "u32". */
  readonly type: T;
  /** Elements. */
  readonly length: number;
  /** Name in messages. */
  readonly label: string;
  #buffer: GPUBuffer;
  #release: ((buffer: GPUBuffer) => void) | undefined;

  /** Arrays are made by a `Gpu`, which knows how to take the buffer back. */
  constructor(
    type: T,
    length: number,
    label: string,
    buffer: GPUBuffer,
    release: (buffer: GPUBuffer) => void,
  ) {
    this.type = type;
    this.length = length;
    this.label = label;
    this.#buffer = buffer;
    this.#release = release;
  }

  /** Size in bytes, without the padding of the buffer under it. */
  get byteLength(): number {
    return this.length * 4;
  }

  /** The buffer under the array: at least `byteLength` long, shared through the pool. */
  get buffer(): GPUBuffer {
    if (this.#release) return this.#buffer;
    throw new TypeError(`Cannot use "${this.label}": it was disposed, wanted a live array`);
  }

  /** True once the array's memory went back to the pool. */
  get disposed(): boolean {
    return this.#release === undefined;
  }

  /** Gives the memory back. Work already recorded that uses it still runs first. */
  [Symbol.dispose](): void {
    this.#release?.(this.#buffer);
    this.#release = undefined;
  }
}
