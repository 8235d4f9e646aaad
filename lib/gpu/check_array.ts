import type { Gpu } from "./gpu.ts";
import type { ElementType, GpuArray } from "./gpu_array.ts";

/** Throws unless `array` has the type and one of the lengths a kernel wants, and fits a binding. */
export function checkArray(
  gpu: Gpu,
  action: string,
  name: string,
  array: GpuArray,
  wanted: { type: ElementType; length: number; orLength?: number; shape: string },
): void {
  const { type, length, orLength = length, shape } = wanted;
  if (array.type !== type) {
    throw new TypeError(`Cannot ${action}: ${name} is of ${array.type}, wanted ${type}`);
  }
  if (array.length !== length && array.length !== orLength) {
    throw new RangeError(
      `Cannot ${action}: ${name} has ${array.length} elements, wanted ${shape}`,
    );
  }
  checkBinding(gpu, action, name, array.byteLength);
}

/** Throws when an array is larger than a kernel can be given on this device. */
export function checkBinding(gpu: Gpu, action: string, name: string, bytes: number): void {
  const most = gpu.device.limits.maxStorageBufferBindingSize;
  if (bytes <= most) return;
  throw new RangeError(
    `Cannot ${action}: ${name} takes ${bytes} bytes, at most ${most} fit a binding of this device\n` +
      `Try: split it along its first axis`,
  );
}

/** Throws unless every size is an integer of at least 0. */
export function checkSizes(action: string, sizes: Readonly<Record<string, number>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    if (Number.isSafeInteger(size) && size >= 0) continue;
    throw new RangeError(`Cannot ${action}: ${name} is ${size}, wanted an integer >= 0`);
  }
}
