/** Vectors of pictures and of their captions, row by row. */
export interface Vectors {
  readonly images: ArrayLike<number>;
  readonly texts: ArrayLike<number>;
}

/** Percent of the rows of `odds` that are larger than those of `others`: a choice of two, 50 by chance. */
export function shareAbove(odds: ArrayLike<number>, others: ArrayLike<number>): number {
  const rows = Array.from(odds);
  return 100 * rows.filter((value, i) => value > others[i]!).length / rows.length;
}

/** Cosine of each picture with the caption beside it. */
export function cosines({ images, texts }: Vectors, width: number): number[] {
  return Array.from(
    { length: images.length / width },
    (_, i) => dot(images, i, texts, i, width),
  );
}

/**
 * Percent of the pictures whose own caption is the most similar of all, and of the captions whose own
 * picture is, the mean of both.
 */
export function recallAtOne({ images, texts }: Vectors, width: number): number {
  const count = images.length / width;
  let found = 0;
  for (let i = 0; i < count; i++) {
    let [isBestText, isBestImage] = [true, true];
    const own = dot(images, i, texts, i, width);
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      if (dot(images, i, texts, j, width) >= own) isBestText = false;
      if (dot(images, j, texts, i, width) >= own) isBestImage = false;
    }
    found += Number(isBestText) + Number(isBestImage);
  }
  return 100 * found / (2 * count);
}

/** For each picture the rows of the texts that are most similar to it, the first the most similar. */
export function nearestTexts(
  { images, texts }: Vectors,
  width: number,
  count: number,
): number[][] {
  const all = Array.from({ length: texts.length / width }, (_, row) => row);
  return Array.from({ length: images.length / width }, (_, i) => {
    const similar = all.map((j) => dot(images, i, texts, j, width));
    return all.toSorted((a, b) => similar[b]! - similar[a]!).slice(0, count);
  });
}

function dot(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number, width: number) {
  let sum = 0;
  for (let c = 0; c < width; c++) sum += a[i * width + c]! * b[j * width + c]!;
  return sum;
}
