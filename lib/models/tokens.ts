/** Texts as numbers of tokens, padded to one length. */
export interface Tokens {
  /** (B, T), row by row. */
  readonly ids: Int32Array<ArrayBuffer>;
  /** B and T. */
  readonly shape: readonly [batch: number, time: number];
  /** (B, T): 1 where a token is, 0 where padding is; 1 everywhere unless given. */
  readonly mask?: Int32Array<ArrayBuffer> | undefined;
}

/** Throws unless there is an id for each of (B, T), and at most so many in a row. */
export function checkTokens(
  model: string,
  { ids, shape: [batch, time] }: Tokens,
  most: number,
): void {
  if (ids.length !== batch * time || batch < 1 || time < 1) {
    throw new RangeError(
      `Cannot run ${model}: ${ids.length} ids for (B, T) = (${batch}, ${time}), ` +
        `wanted one for each, at least one`,
    );
  }
  if (time <= most) return;
  throw new RangeError(
    `Cannot run ${model}: ${time} tokens in a row, wanted at most ${most}\nTry: cut the text`,
  );
}
