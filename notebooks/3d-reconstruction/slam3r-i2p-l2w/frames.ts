/** Sizes of a picture: 24 rays in six patches of four. */
export const SIZES = { rays: 24, patch: 4, tokens: 6, channels: 32, heads: 2 } as const;
