import { GpuArray, type HostArray } from "./gpu_array.ts";

/**
 * What a kernel can be given: an array on the GPU, a few numbers to send along, or null where the
 * entry point does not use the binding.
 */
export type Binding = GpuArray | HostArray | null;

/** A bind group to be, and the buffers behind it. */
export interface Bound {
  entries: GPUBindGroupEntry[];
  /** All buffers. */
  used: GPUBuffer[];
  /** Those that were only made to send numbers along. */
  sent: GPUBuffer[];
}

/** Binds arrays in order; `send` makes a buffer of numbers. */
export function bindArrays(
  bindings: readonly Binding[],
  send: (data: HostArray) => GPUBuffer,
): Bound {
  // Arrays are asked for first, so that a disposed one throws before anything is sent.
  const held = bindings.map((each) => each instanceof GpuArray ? each.buffer : each);
  const bound: Bound = { entries: [], used: [], sent: [] };
  for (const [binding, each] of held.entries()) {
    if (each === null) continue;
    const isHost = ArrayBuffer.isView(each);
    const buffer = isHost ? send(each) : each;
    if (isHost) bound.sent.push(buffer);
    bound.used.push(buffer);
    // Whole multiples of 16 bytes, so that a uniform struct or a vec4f tail fits.
    const size = Math.max(16, Math.ceil(bindings[binding]!.byteLength / 16) * 16);
    bound.entries.push({ binding, resource: { buffer, size } });
  }
  return bound;
}
