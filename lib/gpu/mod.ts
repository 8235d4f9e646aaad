/**
 * The GPU: adapter, arrays, kernels, reading back, profiling. The only part of lib that touches
 * `navigator.gpu`. Works in Deno and in browsers.
 *
 * @module
 */
export type { Binding } from "./bind.ts";
export type { MemoryUse } from "./buffer_pool.ts";
export { type AdapterNames, chooseFamily, type Family } from "./family.ts";
export { type Fingerprint, fingerprint } from "./fingerprint.ts";
export { Gpu, type ReadResults } from "./gpu.ts";
export {
  type Elements,
  type ElementType,
  type ElementTypeOf,
  GpuArray,
  type HostArray,
} from "./gpu_array.ts";
export { GpuError } from "./gpu_error.ts";
export type { Kernel, KernelSource } from "./kernel.ts";
export { type MemoryEvent, MemoryLog } from "./memory_log.ts";
export { openGpu, type OpenOptions } from "./open.ts";
export { formatProfile, type ProfileRow } from "./profile.ts";
export { type ReadArray, readArray, type ReadArrayOptions } from "./read_array.ts";
export type { Work } from "./recorder.ts";
export type { Roof } from "./roof.ts";
export type { ReadbackMode } from "./readback.ts";
export type { Recording } from "./recording.ts";
export { Texels, texels } from "./texels.ts";
export { default as texelCode } from "./texels.wgsl" with { type: "text" };
export { spread, type Workgroups } from "./workgroups.ts";
