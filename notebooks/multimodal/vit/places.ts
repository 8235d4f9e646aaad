import type { Gpu } from "@rederive/lib/gpu";
import { Module, scaledNormal } from "@rederive/lib/nn";
import type { Stream } from "@rederive/lib/random";
import { add, broadcastTo, reshape, type Tensor } from "@rederive/lib/tensor";

/**
 * How a patch is told where it is: by a learned vector for its number in the sequence; by
 * the sum of two learned vectors, of its row and of its column; by fixed sines and cosines of both.
 */
export const KINDS = ["number", "row and column", "waves"] as const;

/** One of them. */
export type Kind = (typeof KINDS)[number];

/** Sizes of `Places`. */
export interface PlacesOptions {
  readonly kind: Kind;
  /** Patches along an edge. */
  readonly across: number;
  readonly channels: number;
  readonly random: Stream;
}

/** Vectors for the places of a grid of patches. */
export class Places extends Module {
  readonly #kind: Kind;
  readonly #across: number;
  readonly #tables: readonly Tensor[];

  constructor(gpu: Gpu, { kind, across, channels, random }: PlacesOptions) {
    super(gpu);
    this.#kind = kind;
    this.#across = across;
    const learned = (name: string, count: number) => {
      const shape = [count, channels];
      return this.parameter(name, shape, { values: scaledNormal(shape, { random, std: 0.5 }) });
    };
    const fixed = (shape: number[]) =>
      this.buffer("waves", shape, { values: waves(across, channels) });
    const tables: Record<Kind, () => Tensor[]> = {
      number: () => [learned("numbers", across ** 2)],
      "row and column": () => [learned("rows", across), learned("columns", across)],
      waves: () => [fixed([across ** 2, channels])],
    };
    this.#tables = tables[kind]();
  }

  /** (patches, C). */
  forward(): Tensor {
    const [first, columns] = this.#tables as [Tensor, Tensor?];
    if (!columns) return first;
    const [n, channels] = [this.#across, first.shape[1]!];
    const at = (table: Tensor, shape: number[]) =>
      broadcastTo(reshape(table, shape), [n, n, channels]);
    return reshape(add(at(first, [n, 1, channels]), at(columns, [1, n, channels])), [
      n * n,
      channels,
    ]);
  }
}

/** A quarter of the channels each: sine and cosine of the row, sine and cosine of the column. */
export function waves(across: number, channels: number): Float32Array<ArrayBuffer> {
  const each = channels / 4;
  return Float32Array.from({ length: across ** 2 * channels }, (_, i) => {
    const [place, channel] = [Math.floor(i / channels), i % channels];
    const along = channel < 2 * each ? Math.floor(place / across) : place % across;
    const angle = along / 100 ** ((channel % each) / each);
    return Math.floor(channel / each) % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
