/** Which set of kernel shapes suits an adapter: software Vulkan on a CPU, or a real GPU. */
export type Family = "cpu" | "gpu";

/** The part of `GPUAdapterInfo` that decides. */
export type AdapterNames =
  & Pick<GPUAdapterInfo, "vendor" | "architecture" | "description">
  & Partial<Pick<GPUAdapterInfo, "isFallbackAdapter">>;

const SOFTWARE = /llvmpipe|lavapipe|swiftshader|softpipe|basic render|warp/i;

/**
 * Chooses the kernel family from `adapter.info`. A CPU device runs a lane group as SIMD and a
 * barrier as a coroutine switch, so what is fast on a GPU is slowest there, and the reverse.
 *
 * @example
 * ```ts
 * import { chooseFamily } from "@rederive/lib/gpu";
 *
 * const info = { vendor: "mesa", architecture: "", description: "llvmpipe (LLVM 15.0.6)" };
 * if (chooseFamily(info) !== "cpu") throw new Error("llvmpipe is a CPU");
 * ```
 */
export function chooseFamily(info: AdapterNames): Family {
  if (info.isFallbackAdapter) return "cpu";
  const names = `${info.vendor} ${info.architecture} ${info.description}`;
  return SOFTWARE.test(names) ? "cpu" : "gpu";
}
