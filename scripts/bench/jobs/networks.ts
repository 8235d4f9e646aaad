/**
 * The networks that are trained, as names and shapes of their parameters, in the order in which they
 * are told to other libraries. Names are those of lib/nn; weights of a layer are (outputs, inputs).
 */

/** A parameter and how it starts. */
export interface Parameter {
  name: string;
  shape: readonly number[];
  start: "normal" | "zeros" | "ones";
}

/** Inputs, one hidden layer, classes; a batch of them. */
export interface MlpSizes {
  B: number;
  C: number;
  H: number;
  V: number;
}

/** A batch of texts, layers and heads of a transformer, a vocabulary. */
export interface GptSizes {
  B: number;
  T: number;
  C: number;
  H: number;
  L: number;
  V: number;
}

/** A batch of pairs; patches of pixels and texts of tokens, each through L blocks, into E numbers. */
export interface ClipSizes extends GptSizes {
  patches: number;
  pixels: number;
  E: number;
}

const linear = (name: string, inputs: number, outputs: number): Parameter[] => [
  { name: `${name}.weight`, shape: [outputs, inputs], start: "normal" },
  { name: `${name}.bias`, shape: [outputs], start: "zeros" },
];

const norm = (name: string, C: number): Parameter[] => [
  { name: `${name}.weight`, shape: [C], start: "ones" },
  { name: `${name}.bias`, shape: [C], start: "zeros" },
];

const table = (name: string, rows: number, C: number): Parameter => (
  { name: `${name}.weight`, shape: [rows, C], start: "normal" }
);

/** Two layers with a relu between them. */
export function mlpParameters({ C, H, V }: MlpSizes): Parameter[] {
  return [...linear("fc1", C, H), ...linear("fc2", H, V)];
}

/** A transformer that sees what comes before, its head apart from its table. */
export function gptParameters({ T, C, L, V }: GptSizes): Parameter[] {
  return [
    table("tokens", V, C),
    table("places", T, C),
    ...blocks("blocks", L, C),
    ...norm("norm", C),
    ...linear("head", C, V),
  ];
}

/** A transformer over patches and one over tokens, the means of each projected. */
export function clipParameters({ T, C, L, V, patches, pixels, E }: ClipSizes): Parameter[] {
  return [
    ...linear("patch", pixels, C),
    table("image_places", patches, C),
    ...blocks("image_blocks", L, C),
    ...linear("image_head", C, E),
    table("tokens", V, C),
    table("text_places", T, C),
    ...blocks("text_blocks", L, C),
    ...linear("text_head", C, E),
  ];
}

function blocks(name: string, count: number, C: number): Parameter[] {
  return Array.from({ length: count }, (_, i) => {
    const at = `${name}.${i}`;
    return [
      ...norm(`${at}.norm1`, C),
      ...["q_proj", "k_proj", "v_proj", "out_proj"].flatMap((part) =>
        linear(`${at}.attn.${part}`, C, C)
      ),
      ...norm(`${at}.norm2`, C),
      ...linear(`${at}.mlp.fc1`, C, 4 * C),
      ...linear(`${at}.mlp.fc2`, 4 * C, C),
    ];
  }).flat();
}

/** How many numbers a parameter has. */
export function sizeOf({ shape }: { shape: readonly number[] }): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Adam's settings, the same for all. */
export const ADAM = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** What CLIP's cosines are multiplied with. */
export const CLIP_SCALE = 10;
