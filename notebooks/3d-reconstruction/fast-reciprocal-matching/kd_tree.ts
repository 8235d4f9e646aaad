/** A k-d tree of points (N, width): every node splits its points at the median of one coordinate. */
export interface KdTree {
  readonly points: ArrayLike<number>;
  readonly width: number;
  readonly root: Node | null;
}

interface Node {
  readonly point: number;
  readonly axis: number;
  readonly low: Node | null;
  readonly high: Node | null;
}

/** Plants one; the axis of a node is that along which its points are spread most. */
export function plantKdTree(points: ArrayLike<number>, width: number): KdTree {
  const all = Array.from({ length: points.length / width }, (_, i) => i);
  return { points, width, root: grow(all, points, width) };
}

function grow(list: number[], points: ArrayLike<number>, width: number): Node | null {
  if (list.length === 0) return null;
  const axis = widestAxis(list, points, width);
  const sorted = list.toSorted((a, b) => points[a * width + axis]! - points[b * width + axis]!);
  const middle = sorted.length >> 1;
  return {
    point: sorted[middle]!,
    axis,
    low: grow(sorted.slice(0, middle), points, width),
    high: grow(sorted.slice(middle + 1), points, width),
  };
}

function widestAxis(list: readonly number[], points: ArrayLike<number>, width: number): number {
  let [best, widest] = [0, -1];
  for (let axis = 0; axis < width; axis++) {
    let [low, high] = [Infinity, -Infinity];
    for (const i of list) {
      const x = points[i * width + axis]!;
      if (x < low) low = x;
      if (x > high) high = x;
    }
    if (high - low > widest) [best, widest] = [axis, high - low];
  }
  return best;
}

/** The nearest point, and how many points the search had to compare with. */
export function nearestInTree(
  { points, width, root }: KdTree,
  query: ArrayLike<number>,
): { nearest: number; compared: number } {
  let [nearest, least, compared] = [-1, Infinity, 0];
  const visit = (node: Node | null): void => {
    if (!node) return;
    compared++;
    let square = 0;
    for (let k = 0; k < width; k++) square += (query[k]! - points[node.point * width + k]!) ** 2;
    if (square < least) [nearest, least] = [node.point, square];
    const beyond = query[node.axis]! - points[node.point * width + node.axis]!;
    visit(beyond < 0 ? node.low : node.high);
    // the other side can hold a nearer point only if the splitting plane is nearer than the best
    if (beyond * beyond < least) visit(beyond < 0 ? node.high : node.low);
  };
  visit(root);
  return { nearest, compared };
}

/** The share of a cloud's points that an exact search compares with, over some queries (M, width). */
export function comparedShare(
  cloud: ArrayLike<number>,
  queries: Float32Array,
  width: number,
): number {
  const tree = plantKdTree(cloud, width);
  const asked = queries.length / width;
  let compared = 0;
  for (let i = 0; i < asked; i++) {
    compared += nearestInTree(tree, queries.subarray(i * width, (i + 1) * width)).compared;
  }
  return compared / asked / (cloud.length / width);
}
