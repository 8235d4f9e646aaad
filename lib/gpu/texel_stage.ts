import type { ErrorWatch } from "./error_watch.ts";
import type { ElementType, GpuArray } from "./gpu_array.ts";
import type { Encoding } from "./recorder.ts";

const FORMATS = {
  f32: "rgba32float",
  i32: "rgba32sint",
  u32: "rgba32uint",
} as const satisfies Record<ElementType, GPUTextureFormat>;

const TEXEL_BYTES = 16;
const TEXELS_A_ROW = 1024; // as in texels.wgsl
const ROW_BYTES = TEXEL_BYTES * TEXELS_A_ROW;
const ROWS = 8192; // every device allows that many: 128 MiB

interface Stage {
  texture: GPUTexture;
  view: GPUTextureView;
}

/**
 * Textures that arrays are copied into right before a kernel reads them there. They are filled anew
 * for every kernel, in the order of the work, so nobody owns one: there is one for each type and each
 * of a kernel's arrays, and it grows. Recorded work keeps those it was recorded with.
 */
export class TexelStage {
  #device: GPUDevice;
  #watch: ErrorWatch;
  #stages = new Map<string, Stage>();

  constructor(device: GPUDevice, watch: ErrorWatch) {
    this.#device = device;
    this.#watch = watch;
  }

  /** The view that the `slot`-th array of a kernel is read through, and the copy that fills it. */
  place(array: GpuArray, slot: number): { view: GPUTextureView; copy: Encoding } {
    const { buffer, byteLength, label, type } = array;
    if (byteLength > ROWS * ROW_BYTES) {
      throw new RangeError(
        `Cannot read "${label}" as texels: it has ${byteLength} bytes, ` +
          `at most ${ROWS * ROW_BYTES} fit a texture\nTry: split it along its first axis`,
      );
    }
    const { texture, view } = this.#find(type, slot, Math.ceil(byteLength / ROW_BYTES));
    const copy = {
      action: `copy "${label}" into texels`,
      buffers: [buffer],
      encode: (encoder: GPUCommandEncoder) => copyTexels(encoder, buffer, texture, byteLength),
    };
    return { view, copy };
  }

  #find(type: ElementType, slot: number, rows: number): Stage {
    const key = `${type} ${slot}`;
    const known = this.#stages.get(key);
    if (known && known.texture.height >= rows) return known;
    const height = 2 ** Math.ceil(Math.log2(Math.max(rows, 16)));
    const texture = this.#watch.during(
      `allocate texels (${height * ROW_BYTES} bytes)`,
      () =>
        this.#device.createTexture({
          label: `texels of ${type}`,
          size: [TEXELS_A_ROW, height],
          format: FORMATS[type],
          usage: GPUTextureUsage.COPY_DST | GPUTextureUsage.TEXTURE_BINDING,
        }),
    );
    const stage = { texture, view: texture.createView() };
    this.#stages.set(key, stage);
    return stage;
  }
}

function copyTexels(
  encoder: GPUCommandEncoder,
  buffer: GPUBuffer,
  texture: GPUTexture,
  bytes: number,
): void {
  const rows = Math.floor(bytes / ROW_BYTES);
  const rest = Math.ceil((bytes - rows * ROW_BYTES) / TEXEL_BYTES);
  if (rows > 0) {
    const source = { buffer, bytesPerRow: ROW_BYTES };
    encoder.copyBufferToTexture(source, { texture }, [TEXELS_A_ROW, rows]);
  }
  if (rest > 0) {
    const source = { buffer, offset: rows * ROW_BYTES };
    encoder.copyBufferToTexture(source, { texture, origin: [0, rows] }, [rest, 1]);
  }
}
