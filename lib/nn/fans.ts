/** How many numbers meet in one output of a weight (out, in, ...), and leave from one input. */
export function fansOf(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const [outputs, inputs, ...window] = shape;
  if (outputs === undefined || inputs === undefined) {
    throw new RangeError(
      `Cannot count the fans of (${shape.join(", ")}): wanted a weight (out, in, ...)\n` +
        `Try: scaledNormal() or boundedUniform(), which need none`,
    );
  }
  const area = window.reduce((count, size) => count * size, 1);
  return { fanIn: inputs * area, fanOut: outputs * area };
}
