/**
 * Looking rows of a table up, and adding gradients up row by row.
 *
 * @module
 */
export { embedding, embeddingGradient, type EmbeddingOptions } from "./embedding.ts";
export { type RowIndex, rowIndex } from "./row_index.ts";
