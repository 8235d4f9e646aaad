/** How a text is encoded. */
export interface EncodeOptions {
  /** Add the tokens a model wants around a text; true unless given. */
  special?: boolean;
  /** The most ids, special ones included; the text's end is cut off. */
  most?: number;
}

/** How ids are decoded. */
export interface DecodeOptions {
  /** Write special tokens too; false unless given. */
  special?: boolean;
}

/** Texts to numbers and back. */
export interface Tokenizer {
  /** How many ids there are, special ones included. */
  readonly size: number;
  /** Ids of special tokens, such as "[CLS]", by name. */
  readonly special: ReadonlyMap<string, number>;
  /** The ids of a text. */
  encode(text: string, options?: EncodeOptions): number[];
  /** The text of ids, as far as it can be told. */
  decode(ids: Iterable<number>, options?: DecodeOptions): string;
  /** The id of a token, as the vocabulary writes it. */
  idOf(token: string): number | undefined;
  /** The token of an id, as the vocabulary writes it. */
  tokenOf(id: number): string | undefined;
}
