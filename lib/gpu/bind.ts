import { GpuArray, type HostArray } from "./gpu_array.ts";
import { Texels } from "./texels.ts";

/**
 * What a kernel can be given: an array on the GPU, one to be read as a texture, a few numbers to send
 * along, or null where the entry point does not use the binding.
 */
export type Binding = GpuArray | Texels | HostArray | null;

/** A bind group to be, and the buffers behind it. */
export interface Bound {
  entries: GPUBindGroupEntry[];
  /** All buffers. */
  used: GPUBuffer[];
  /** Those that were only made to send numbers along. */
  sent: GPUBuffer[];
  /** Of all arrays, each once. */
  bytes: number;
}

/** Where the numbers and textures of a bind group come from. */
export interface BindSources {
  /** Makes a buffer of numbers. */
  send(data: HostArray): GPUBuffer;
  /** Gets an array into a texture, the `slot`-th of this group. */
  stage(array: GpuArray, slot: number): GPUTextureView;
}

/** The array behind a binding, where there is one. */
export function arrayOf(binding: Binding): GpuArray | undefined {
  if (binding instanceof Texels) return binding.array;
  return binding instanceof GpuArray ? binding : undefined;
}

/** Binds arrays in order. */
export function bindArrays(
  bindings: readonly Binding[],
  { send, stage }: BindSources,
): Bound {
  // Arrays are asked for first, so that a disposed one throws before anything is sent.
  const held = bindings.map((each) => arrayOf(each)?.buffer ?? each as HostArray | null);
  const bound: Bound = { entries: [], used: [], sent: [], bytes: 0 };
  const counted = new Set<unknown>();
  let slots = 0;
  for (const [binding, each] of held.entries()) {
    if (each === null) continue;
    const given = bindings[binding]!;
    if (!counted.has(each)) bound.bytes += (arrayOf(given) ?? given as HostArray).byteLength;
    counted.add(each);
    if (given instanceof Texels) {
      bound.entries.push({ binding, resource: stage(given.array, slots++) });
      continue;
    }
    const isHost = ArrayBuffer.isView(each);
    const buffer = isHost ? send(each) : each;
    if (isHost) bound.sent.push(buffer);
    bound.used.push(buffer);
    // Whole multiples of 16 bytes, so that a uniform struct or a vec4f tail fits.
    const size = Math.max(16, Math.ceil(given.byteLength / 16) * 16);
    bound.entries.push({ binding, resource: { buffer, size } });
  }
  return bound;
}
