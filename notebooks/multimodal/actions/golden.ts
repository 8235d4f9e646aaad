import { readJson } from "@rederive/lib/data";

/** What SciPy answered: orthonormal DCT-II of a few rows. */
export interface Golden {
  readonly scipy: string;
  readonly rows: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
}

/** From data/scipy-dct-golden.json. */
export function readGolden(): Promise<Golden> {
  return readJson<Golden>("scipy-dct-golden.json");
}
