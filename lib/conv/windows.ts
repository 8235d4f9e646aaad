import { checkSizes } from "../gpu/check_array.ts";

/** The same number for rows and columns of an image, or one for each: `[rows, columns]`. */
export type Pair = number | readonly [number, number];

/** Images and the windows that slide over them. */
export interface WindowOptions {
  /** How many images, B. */
  batch: number;
  /** Planes an image has, C. */
  channels: number;
  /** Rows of a plane; 1 for a signal in one dimension. */
  height: number;
  /** Columns of a plane. */
  width: number;
  /** Rows and columns of a window. */
  kernel: Pair;
  /** Steps from one window to the next; 1 unless given. */
  stride?: Pair;
  /** Zeros added at both ends of rows and columns; 0 unless given. */
  padding?: Pair;
  /** Steps between neighbours in a window; 1 unless given. */
  dilation?: Pair;
}

/** Windows along one side of an image. */
export interface Side {
  /** Length of the side. */
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
  readonly dilation: number;
  /** How many windows fit. */
  readonly windows: number;
}

/** Windows over an image: down and across. */
export interface Windows {
  readonly batch: number;
  readonly channels: number;
  readonly y: Side;
  readonly x: Side;
  /** Elements of a window in one plane. */
  readonly taps: number;
  /** Windows of an image. */
  readonly places: number;
  /** Elements of a plane. */
  readonly plane: number;
}

/** Checks the sizes and counts the windows. */
export function windowsOf(action: string, options: WindowOptions): Windows {
  const { batch, channels, height, width } = options;
  checkSizes(action, { batch, channels, height, width });
  const y = sideOf(action, "rows", height, options, 0);
  const x = sideOf(action, "columns", width, options, 1);
  return {
    batch,
    channels,
    y,
    x,
    taps: y.kernel * x.kernel,
    places: y.windows * x.windows,
    plane: height * width,
  };
}

/** Numbers up to which divide() in windows.wgsl is exact. */
const LONGEST_SIDE = 2 ** 22;

function sideOf(
  action: string,
  name: string,
  size: number,
  { kernel, stride = 1, padding = 0, dilation = 1 }: WindowOptions,
  axis: 0 | 1,
): Side {
  const [k, s, p, d] = [kernel, stride, padding, dilation].map((pair) =>
    typeof pair === "number" ? pair : pair[axis]
  ) as [number, number, number, number];
  checkSizes(action, { padding: p });
  for (const [what, steps] of Object.entries({ kernel: k, stride: s, dilation: d })) {
    if (Number.isSafeInteger(steps) && steps >= 1) continue;
    throw new RangeError(`Cannot ${action}: ${what} is ${steps}, wanted an integer >= 1`);
  }
  const reach = d * (k - 1) + 1;
  const room = size + 2 * p - reach;
  if (room < 0) {
    throw new RangeError(
      `Cannot ${action}: a window reaches over ${reach} ${name}, the image has ${size} and ` +
        `${2 * p} of padding, wanted at least as many`,
    );
  }
  if (size + 2 * p > LONGEST_SIDE) {
    throw new RangeError(
      `Cannot ${action}: the image has ${size} ${name} and ${2 * p} of padding, ` +
        `wanted at most ${LONGEST_SIDE}`,
    );
  }
  return {
    size,
    kernel: k,
    stride: s,
    padding: p,
    dilation: d,
    windows: Math.floor(room / s) + 1,
  };
}
