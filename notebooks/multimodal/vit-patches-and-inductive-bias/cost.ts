/** Sizes of the paper's three models, with patches of 16 (Huge: 14). */
export const SIZES = {
  Base: { channels: 768, layers: 12, heads: 12, hidden: 3072, patchSize: 16 },
  Large: { channels: 1024, layers: 24, heads: 16, hidden: 4096, patchSize: 16 },
  Huge: { channels: 1280, layers: 32, heads: 16, hidden: 5120, patchSize: 14 },
} as const;

/** Multiply-adds of one picture: those of the attention's two products of tokens, and all. */
export function multiplyAdds(
  { channels: d, layers, patchSize }: { channels: number; layers: number; patchSize: number },
  side: number,
): { attention: number; all: number } {
  const patches = (side / patchSize) ** 2;
  const n = patches + 1;
  const attention = layers * 2 * n ** 2 * d;
  const dense = layers * 12 * n * d ** 2; // four matrices of d x d, two of d x 4d
  return { attention, all: attention + dense + patches * 3 * patchSize ** 2 * d + 1000 * d };
}
