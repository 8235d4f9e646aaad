import { rowMajor, type View } from "../elementwise/mod.ts";
import { gather } from "../gather/mod.ts";
import type { ElementType, Gpu, GpuArray } from "../gpu/mod.ts";

/** An array that several values look at; freed when the last lets go. */
export class Storage<T extends ElementType = ElementType> {
  /** The elements. */
  readonly array: GpuArray<T>;
  /** What the same run made beside them, held as long as they are; see `beside()`. */
  readonly others: readonly Storage[];
  #holders = 1;

  /** The maker is the first holder; it hands `others` over. */
  constructor(array: GpuArray<T>, others: readonly Storage[] = []) {
    this.array = array;
    this.others = others;
  }

  /** True while nobody else holds it. */
  get isSole(): boolean {
    return this.#holders === 1;
  }

  /** One more holder. */
  hold(): this {
    this.#holders++;
    return this;
  }

  /** One less. */
  release(): void {
    if (--this.#holders > 0) return;
    this.array[Symbol.dispose]();
    for (const other of this.others) other.release();
  }
}

/** What a step computed: a strided view of a storage, one holder of it. */
export interface Value<T extends ElementType = ElementType> {
  /** Where the elements are. */
  readonly storage: Storage<T>;
  /** Sizes of the axes. */
  readonly shape: readonly number[];
  /** What a step along each axis adds to the position. */
  readonly strides: readonly number[];
  /** Position of the first element. */
  readonly offset: number;
}

/** How many elements a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}

/** The value of a new array, stored row by row, and what was made beside it. */
export function valueOf<T extends ElementType>(
  array: GpuArray<T>,
  shape: readonly number[],
  others: readonly GpuArray[] = [],
): Value<T> {
  const storage = new Storage(array, others.map((other) => new Storage(other)));
  return { storage, shape, strides: rowMajor(shape), offset: 0 };
}

/** Another view of the same elements. */
export function viewOf(value: Value, view: Partial<Omit<Value, "storage">>): Value {
  return { ...value, ...view, storage: value.storage.hold() };
}

/** A value as an operand of `elementwise()`. */
export function operandOf({ storage, shape, strides, offset }: Value): View {
  return { array: storage.array as GpuArray<"f32">, shape, strides, offset };
}

/** Whether the elements are the whole array, row by row; axes of length 1 have any stride. */
export function isDense({ storage, shape, strides, offset }: Value): boolean {
  const wanted = rowMajor(shape);
  return offset === 0 && storage.array.length === sizeOf(shape) &&
    shape.every((size, axis) => size === 1 || strides[axis] === wanted[axis]);
}

/** The value row by row, copied unless it is so already; a holder of its own. */
export async function dense<T extends ElementType>(gpu: Gpu, value: Value<T>): Promise<Value<T>> {
  const { storage, shape, strides, offset } = value;
  if (isDense(value)) return { ...value, storage: storage.hold() };
  return valueOf(await gather(gpu, storage.array, { shape, strides, offset }), shape);
}

/** Runs `work` on the elements row by row, and lets go of copies made for it. */
export async function withDense<R>(
  gpu: Gpu,
  values: readonly Value[],
  work: (...arrays: GpuArray<"f32">[]) => Promise<R>,
): Promise<R> {
  const held: Value[] = [];
  try {
    for (const value of values) held.push(await dense(gpu, value));
    return await work(...held.map(({ storage }) => storage.array as GpuArray<"f32">));
  } finally {
    for (const { storage } of held) storage.release();
  }
}
