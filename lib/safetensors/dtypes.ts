/** What a file calls the type of a tensor's elements. */
export type Dtype =
  | "BOOL"
  | "U8"
  | "I8"
  | "I16"
  | "U16"
  | "F16"
  | "BF16"
  | "I32"
  | "U32"
  | "F32"
  | "F64"
  | "I64"
  | "U64";

/** Bytes an element of each type that can be read. */
const BYTES: Readonly<Record<Dtype, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
};

/** All of them; the library of the format's authors stores wider ones first, ties from the back. */
export const DTYPES = Object.keys(BYTES) as readonly Dtype[];

/** Whether a name is one of them. */
export function isDtype(name: unknown): name is Dtype {
  return typeof name === "string" && Object.hasOwn(BYTES, name);
}

/** Bytes an element. */
export function bytesOf(dtype: Dtype): number {
  return BYTES[dtype];
}
