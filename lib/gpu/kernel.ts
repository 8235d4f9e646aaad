import { GpuError } from "./gpu_error.ts";

/** What makes a kernel: WGSL text, an entry point, and values for its `override` constants. */
export interface KernelSource {
  /** WGSL, usually imported `with { type: "text" }`; several texts are joined in order. */
  code: string | readonly string[];
  /** Entry point; may be left out when the code has one. */
  entry?: string;
  /** Values of `override` constants, e.g. `{ WORKGROUP_SIZE: 64 }`. */
  overrides?: Readonly<Record<string, number>>;
  /** Name in messages and profiles; the entry point unless given. */
  label?: string;
}

/** A compiled kernel, ready for `gpu.run()`. */
export interface Kernel {
  /** Name in messages and profiles. */
  readonly label: string;
  /** What the GPU runs. */
  readonly pipeline: GPUComputePipeline;
  /** Layout of group 0, the only one. */
  readonly layout: GPUBindGroupLayout;
}

/** Compiles a kernel. WGSL that does not compile throws with its line, its column and the line. */
export async function compileKernel(device: GPUDevice, source: KernelSource): Promise<Kernel> {
  const code = joinCode(source.code);
  const label = source.label ?? source.entry ?? "kernel";
  device.pushErrorScope("validation");
  const module = device.createShaderModule({ code, label });
  const refused = device.popErrorScope();
  const { messages } = await module.getCompilationInfo();
  const refusal = await refused;
  const error = messages.find((message) => message.type === "error");
  if (error) throw new SyntaxError(explain(label, code, error));
  if (refusal) throw new SyntaxError(`Cannot compile "${label}": ${refusal.message.trim()}`);

  device.pushErrorScope("validation");
  device.pushErrorScope("internal");
  const pipeline = device.createComputePipeline({
    label,
    layout: "auto",
    compute: {
      module,
      ...(source.entry === undefined ? {} : { entryPoint: source.entry }),
      constants: { ...source.overrides },
    },
  });
  const failures = [await device.popErrorScope(), await device.popErrorScope()];
  const failure = failures.find((each) => each !== null);
  if (failure) throw new GpuError(`Cannot build "${label}": ${failure.message.trim()}`);
  return { label, pipeline, layout: pipeline.getBindGroupLayout(0) };
}

function joinCode(code: string | readonly string[]): string {
  return typeof code === "string" ? code : code.join("\n");
}

function explain(label: string, code: string, message: GPUCompilationMessage): string {
  const { lineNum, linePos, length } = message;
  // naga draws an excerpt of its own under the first line and names the shader before it.
  const [first = ""] = message.message.trim().split("\n");
  const what = first.replace(/^Shader '.*?' (parsing|validation)? ?error: /, "");
  const line = code.split("\n")[lineNum - 1] ?? "";
  const mark = " ".repeat(Math.max(0, linePos - 1)) + "^".repeat(Math.max(1, length));
  return `Cannot compile "${label}": ${what} at line ${lineNum}, column ${linePos}\n${line}\n${mark}`;
}
