import type * as Ort from "onnxruntime-web/webgpu";
import type { Elements } from "../array_file.ts";
import { type ElementName, encodeModel, typeOf } from "./onnx_model.ts";
import { onnxTasks } from "./onnx_tasks.ts";
import { type Input, type OpenPeer, waitForQueue, type Work } from "./peer.ts";

type Results = Awaited<ReturnType<Ort.InferenceSession["run"]>>;

/** The build with WebGPU; by itself it looks for its files where Deno cannot. */
async function importForGpu(): Promise<typeof Ort> {
  const ort = await import("onnxruntime-web/webgpu");
  const build = "onnxruntime-web/ort-wasm-simd-threaded.asyncify.";
  ort.env.wasm.wasmPaths = {
    mjs: import.meta.resolve(`${build}mjs`),
    wasm: import.meta.resolve(`${build}wasm`),
  };
  ort.env.wasm.numThreads = 1;
  return ort;
}

/** ONNX Runtime Web on "webgpu" or "wasm". */
export const openOnnx: OpenPeer = async (backend) => {
  const onGpu = backend === "webgpu";
  const ort = onGpu ? await importForGpu() : await import("onnxruntime-web");
  if (!onGpu) ort.env.wasm.numThreads = navigator.hardwareConcurrency;
  ort.env.logLevel = "error";
  return {
    async prepare(task, inputs, options) {
      const model = onnxTasks[task]?.(inputs, options);
      if (!model) return;
      const session = await ort.InferenceSession.create(encodeModel(model), {
        executionProviders: [backend],
        preferredOutputLocation: onGpu ? "gpu-buffer" : "cpu",
        // A step that only the CPU can do would be measured as WebGPU.
        ...(onGpu ? { extra: { session: { disable_cpu_ep_fallback: "1" } } } : {}),
      });
      const device = onGpu ? await ort.env.webgpu.device as GPUDevice : undefined;
      const feeds: Record<string, Ort.Tensor> = {};
      for (const [i, [name, { shape }]] of Object.entries(model.inputs).entries()) {
        feeds[name] = toTensor(ort, { data: inputs[i]!.data, shape }, device);
      }
      return workOf({ session, feeds, outputs: Object.keys(model.outputs), device });
    },
  };
};

const TYPE_NAMES: Record<Exclude<ElementName, "i64">, "float32" | "int32" | "uint32"> = {
  f32: "float32",
  i32: "int32",
  u32: "uint32",
};

function toTensor(
  ort: typeof Ort,
  { data, shape }: Input,
  device: GPUDevice | undefined,
): Ort.Tensor {
  const dims = [...shape];
  const dataType = TYPE_NAMES[typeOf(data)];
  if (!device) return new ort.Tensor(dataType, data as Float32Array, dims);
  const buffer = device.createBuffer({
    size: data.byteLength,
    usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
  });
  device.queue.writeBuffer(buffer, 0, data);
  return ort.Tensor.fromGpuBuffer(buffer, { dataType, dims, dispose: () => buffer.destroy() });
}

function workOf(
  { session, feeds, outputs, device }: {
    session: Ort.InferenceSession;
    feeds: Record<string, Ort.Tensor>;
    outputs: readonly string[];
    device: GPUDevice | undefined;
  },
): Work<Results> {
  return {
    run: () => session.run(feeds),
    wait: () => {
      if (device) waitForQueue(device);
    },
    read: (held) => Promise.all(outputs.map((name) => readTensor(held[name]!))),
    drop: (held) => Object.values(held).forEach((tensor) => tensor.dispose()),
    free: async () => {
      Object.values(feeds).forEach((tensor) => tensor.dispose());
      await session.release();
    },
  };
}

async function readTensor(tensor: Ort.Tensor): Promise<Elements> {
  const data = await tensor.getData();
  return data instanceof BigInt64Array ? Int32Array.from(data, Number) : data as Elements;
}
