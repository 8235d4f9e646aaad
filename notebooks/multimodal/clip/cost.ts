/** Sizes of a transformer tower. */
interface Tower {
  readonly tokens: number;
  readonly channels: number;
  readonly layers: number;
  /** Multiply-adds before the layers. */
  readonly before: number;
}

const WIDTH = 512;

/** OpenAI's CLIP ViT-B/32: 49 patches and a class token of 768 channels; texts of up to 77 tokens, 512. */
export const PICTURE: Tower = { tokens: 50, channels: 768, layers: 12, before: 49 * 3072 * 768 };
/** Its text tower; looking words up costs no multiplication. */
export const TEXT: Tower = { tokens: 77, channels: 512, layers: 12, before: 0 };

/** Multiply-adds of one picture or text: 12 d^2 a token and layer, the tokens' products, the projection. */
export function multiplyAdds({ tokens: n, channels: d, layers, before }: Tower): number {
  return before + layers * (12 * n * d ** 2 + 2 * n ** 2 * d) + d * WIDTH;
}

/** Multiply-adds a picture when it is compared with `texts` texts. */
export function perPicture(texts: number, { isCached }: { isCached: boolean }): number {
  const encoding = isCached ? 0 : texts * multiplyAdds(TEXT);
  return multiplyAdds(PICTURE) + encoding + texts * WIDTH;
}
