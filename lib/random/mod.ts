/**
 * Random numbers as a function of a key and an index: the same bits on CPU and GPU, in any order.
 *
 * @module
 */
export { avalanche, type AvalancheOptions } from "./avalanche.ts";
export { bits, type BitsOptions } from "./bits.ts";
export { type BlocksOptions, type Generator, randomBlocks } from "./blocks.ts";
export { type LayoutOptions, randomBits, randomNormal, randomUniform } from "./fill.ts";
export { foldIn, type Key, key, split, type Style } from "./key.ts";
export { normal } from "./normal.ts";
export { philox4x32 } from "./philox4x32.ts";
export { type Stream, stream } from "./stream.ts";
export { type Pair, threefry2x32 } from "./threefry2x32.ts";
export { default as threefryCode } from "./threefry2x32.wgsl" with { type: "text" };
export { type Quad, threefry4x32 } from "./threefry4x32.ts";
export { uniform, type UniformOptions } from "./uniform.ts";
