/** Raise when the same two outputs may be judged otherwise than before: judgements are cached. */
export const COMPARATOR_VERSION = 1;
