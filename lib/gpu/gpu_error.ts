/**
 * A failure the GPU reported: an operation it refused, memory it did not have, a device it lost.
 * Mistakes that are seen before the GPU is asked are TypeError, RangeError and SyntaxError.
 *
 * @example
 * ```ts
 * import { GpuError } from "@rederive/lib/gpu";
 *
 * const error = new GpuError("Cannot run \"scale\": out of memory");
 * if (error.name !== "GpuError") throw error;
 * ```
 */
export class GpuError extends Error {
  /** Told apart by name where classes are not shared. */
  override name = "GpuError";
}
