import { type Golden, rowsOf } from "./golden.ts";

/** Which vector stands for a picture, and how the projection is read from the file. */
export interface ProjectionRules {
  /** The class token, or the mean of the patches. */
  readonly summary: "class token" | "mean of patches";
  /** The file has W with a row for each of D_e; "as it lies" takes its numbers for D rows of D_e. */
  readonly weight: "transposed" | "as it lies";
}

/** The tiny CLIP's picture vectors in f64, from what its last block gives: a norm, then W. */
export function projectPictures(
  golden: Golden,
  { summary, weight }: ProjectionRules,
): number[][] {
  const [pictures, tokens] = golden.outputs.image_last.shape as [number, number];
  const all = rowsOf(golden.outputs.image_last);
  return Array.from({ length: pictures }, (_, i) => {
    const [cls, ...patches] = all.slice(i * tokens, (i + 1) * tokens) as [number[], ...number[][]];
    const read = summary === "class token"
      ? cls
      : cls.map((_, c) => patches.reduce((sum, patch) => sum + patch[c]!, 0) / patches.length);
    return projected(golden, norm(golden, read), { name: "visual_projection.weight", weight });
  });
}

/** The tiny CLIP's text vectors in f64: what the last block and norm give at a text's end, times W. */
export function projectTexts(
  golden: Golden,
  { weight }: Pick<ProjectionRules, "weight">,
): number[][] {
  const all = rowsOf(golden.outputs.text_last);
  return rowsOf(golden.ids).map((ids, i) => {
    const end = ids.indexOf(Math.max(...ids));
    const read = all[i * ids.length + end]!;
    return projected(golden, read, { name: "text_projection.weight", weight });
  });
}

function norm({ weight }: Golden, x: readonly number[]): number[] {
  const mean = x.reduce((a, b) => a + b) / x.length;
  const variance = x.reduce((sum, v) => sum + (v - mean) ** 2, 0) / x.length;
  const [gain, shift] = ["weight", "bias"].map((name) =>
    weight(`vision_model.post_layernorm.${name}`)
  ) as [Float32Array, Float32Array];
  return x.map((v, c) => (v - mean) / Math.sqrt(variance + 1e-5) * gain[c]! + shift[c]!);
}

function projected(
  golden: Golden,
  z: readonly number[],
  { name, weight }: { name: string; weight: ProjectionRules["weight"] },
): number[] {
  const w = golden.weight(name);
  const width = w.length / z.length;
  const at = weight === "transposed"
    ? (row: number, column: number) => w[column * z.length + row]!
    : (row: number, column: number) => w[row * width + column]!;
  return Array.from(
    { length: width },
    (_, column) => z.reduce((sum, v, row) => sum + v * at(row, column), 0),
  );
}
