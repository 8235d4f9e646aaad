import type { Pair } from "../../conv/mod.ts";
import { windowsOf } from "../../conv/windows.ts";
import { checkF32 } from "../recipe.ts";
import type { Tensor } from "../tensor.ts";

/** Windows that slide over images, as PyTorch names their sizes. */
export interface WindowRules {
  /** Rows and columns of a window. */
  kernel: Pair;
  /** Steps from one window to the next; 1 unless given. */
  stride?: Pair;
  /** Zeros added at both ends of rows and columns; 0 unless given. */
  padding?: Pair;
  /** Steps between neighbours in a window; 1 unless given. */
  dilation?: Pair;
}

/** Images and windows, as the kernels and the reference both understand them. */
export interface Planes {
  readonly batch: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** The images of a tensor (B, C, height, width), under windows. */
export function planesOf(action: string, x: Tensor, rules: WindowRules): Planes {
  checkF32(action, x);
  if (x.shape.length !== 4) {
    throw new RangeError(
      `Cannot ${action} "${x.label}": it is (${x.shape.join(", ")}), wanted (B, C, height, width)`,
    );
  }
  const [batch, channels, height, width] = x.shape as [number, number, number, number];
  const { kernel, stride = 1, padding = 0, dilation = 1 } = rules;
  return {
    ...{ batch, channels, height, width },
    kernel: pairOf(kernel),
    stride: pairOf(stride),
    padding: pairOf(padding),
    dilation: pairOf(dilation),
  };
}

/** How many windows there are: down and across. */
export function countWindows(action: string, planes: Planes): [down: number, across: number] {
  const { y, x } = windowsOf(action, planes);
  return [y.windows, x.windows];
}

function pairOf(pair: Pair): readonly [number, number] {
  return typeof pair === "number" ? [pair, pair] : pair;
}
