import { BadInput } from "../types.ts";

/** The `index`-th of `count` parts of a run, counted from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** The shard of `2/5`. */
export function parseShard(text: string): Shard {
  const found = /^(\d+)\/(\d+)$/.exec(text);
  const [index, count] = [Number(found?.[1] ?? 0), Number(found?.[2] ?? 0)];
  if (!(index >= 1 && index <= count && Number.isSafeInteger(count))) {
    throw new BadInput(
      `Cannot read --shard: "${text}" is not part/parts, wanted two whole numbers such as 1/4`,
      `--shard 1/${Math.max(2, Number.isSafeInteger(count) ? count : 2)}`,
    );
  }
  return { index, count };
}
