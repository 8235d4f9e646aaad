import type { Family } from "./family.ts";
import { Gpu } from "./gpu.ts";
import { GpuError } from "./gpu_error.ts";

/** How to open a GPU. */
export interface OpenOptions {
  /** Kernel family to use instead of the one `adapter.info` suggests. */
  family?: Family;
  /**
   * Features that must be there. Deno also knows wgpu's own by name, though it does not list them:
   * "subgroups" (then without `enable`), "wgpu-shader-f64", "wgpu-shader-int64".
   */
  features?: readonly string[];
  /** Read back the standard way even where the immediate way works. */
  readback?: "standard";
  /** Fill `empty()` arrays with NaN, so that an element a kernel forgets to write is seen. */
  poison?: boolean;
  /** Do without subgroups where the adapter has them, as kernels must be able to. */
  subgroups?: false;
  /** Where to ask for an adapter; `navigator.gpu` unless given. */
  from?: Pick<GPU, "requestAdapter">;
}

/** Limits worth raising: the defaults are half of what even software Vulkan has. */
const RAISED = [
  "maxBufferSize",
  "maxStorageBufferBindingSize",
  "maxStorageBuffersPerShaderStage",
  "maxComputeInvocationsPerWorkgroup",
  "maxComputeWorkgroupSizeX",
  "maxComputeWorkgroupSizeY",
  "maxComputeWorkgroupStorageSize",
] as const;

/**
 * Opens the GPU, with as much of it as the adapter offers.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 *
 * await using gpu = await openGpu();
 * if (gpu.family !== "cpu" && gpu.family !== "gpu") throw new Error("unknown family");
 * ```
 */
export async function openGpu(options: OpenOptions = {}): Promise<Gpu> {
  const adapter = await findAdapter(options.from);
  const wanted = [...options.features ?? []];
  if (adapter.features.has("timestamp-query")) wanted.push("timestamp-query");
  const request = (features: readonly string[]) =>
    adapter.requestDevice({
      label: "rederive",
      requiredFeatures: features as GPUFeatureName[],
      requiredLimits: Object.fromEntries(RAISED.map((name) => [name, adapter.limits[name]])),
    });
  let device: GPUDevice;
  try {
    // Deno hides the feature in the list and has it by name: only asking tells.
    device = options.subgroups === false
      ? await request(wanted)
      : await request([...wanted, "subgroups"]).catch(() => request(wanted));
  } catch (error) {
    throw new GpuError(
      `Cannot open "${adapter.info.description}": ${(error as Error).message}`,
      { cause: error },
    );
  }
  const gpu = new Gpu(adapter, device, { family: options.family, poison: options.poison });
  if (options.readback !== "standard") await gpu.chooseReadback();
  return gpu;
}

async function findAdapter(from: OpenOptions["from"]): Promise<GPUAdapter> {
  const gpu = from ?? globalThis.navigator?.gpu;
  if (!gpu) {
    throw new GpuError(
      "Cannot open a GPU: this runtime has no navigator.gpu, wanted WebGPU\n" +
        "Try: Deno 2.9 or later, or a browser with WebGPU switched on",
    );
  }
  const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter) return adapter;
  throw new GpuError(
    "Cannot open a GPU: no adapter was found, wanted one (software Vulkan will do)\n" +
      "Try: apt-get install mesa-vulkan-drivers libvulkan1, then DENO_WEBGPU_BACKEND=vulkan",
  );
}
