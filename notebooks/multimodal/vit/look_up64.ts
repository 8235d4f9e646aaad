/** What is looked up, and what comes back. */
export interface LookUp {
  /** Numbers of words. */
  readonly text: ArrayLike<number>;
  /** The slope in each vector that was looked up. */
  readonly back: ArrayLike<number>;
  /** Numbers of a vector. */
  readonly width: number;
  /** Whether slopes of a word that occurs twice are added; else the last one stands. */
  readonly isAdded: boolean;
}

/** An embedding as a linear layer over rows of one 1 among zeros, and its gradient, in f64. */
export function lookUp64(rows: ArrayLike<number>, { text, back, width, isAdded }: LookUp) {
  const words = rows.length / width;
  const product = Float64Array.from({ length: text.length * width }, (_, at) => {
    const word = text[Math.floor(at / width)]!;
    let total = 0;
    for (let w = 0; w < words; w++) total += Number(w === word) * rows[w * width + at % width]!;
    return total;
  });
  const gradient = new Float64Array(rows.length);
  for (let at = 0; at < product.length; at++) {
    const to = text[Math.floor(at / width)]! * width + at % width;
    gradient[to] = (isAdded ? gradient[to]! : 0) + back[at]!;
  }
  return { product, gradient };
}
