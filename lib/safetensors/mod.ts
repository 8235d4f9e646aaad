/**
 * Weights in the safetensors format, read by name without copying, and written. Weights of 8 bits are
 * I8 beside `<name>.scale`, one float for each row of the first axis.
 *
 * @module
 */
export { type Dtype } from "./dtypes.ts";
export { quantizeRows } from "./quantize_rows.ts";
export { readSafetensors } from "./read_safetensors.ts";
export { type Safetensors, type StoredTensor, type StoredTensors } from "./stored_tensor.ts";
export { float32Of, int32Of } from "./values.ts";
export { float32Weights, scaleName } from "./weights.ts";
export { type Storable, type ToStore, writeSafetensors } from "./write_safetensors.ts";
