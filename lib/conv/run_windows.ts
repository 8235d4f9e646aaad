import { type Binding, type Gpu, spread } from "../gpu/mod.ts";
import type { Side, Windows } from "./windows.ts";
import windowsCode from "./windows.wgsl" with { type: "text" };

/** Runs a kernel that sees images through windows.wgsl: bindings from 1 on. */
export async function runWindows(
  gpu: Gpu,
  windows: Pick<Windows, "x" | "y">,
  { code, entry, planes, first = 0, items, run = 1, bindings }: {
    code: string;
    entry: string;
    /** Of all images. */
    planes: number;
    /** The first of them. */
    first?: number;
    /** Invocations. */
    items: number;
    /** Elements an invocation owns. */
    run?: number;
    bindings: readonly Binding[];
  },
): Promise<void> {
  const workgroupSize = gpu.family === "cpu" ? 8 : 256;
  const kernel = await gpu.kernel({
    code: [windowsCode, code],
    entry,
    overrides: { WORKGROUP_SIZE: workgroupSize, RUN: run },
  });
  // Structs in a uniform start at multiples of 16 bytes.
  const call = new Uint32Array(18);
  call.set([planes, first]);
  call.set(numbersOf(windows.y), 4);
  call.set(numbersOf(windows.x), 12);
  gpu.run(kernel, [call, ...bindings], spread(items, workgroupSize));
}

function numbersOf({ size, kernel, stride, padding, dilation, windows }: Side): number[] {
  return [size, kernel, stride, padding, dilation, windows];
}
