/** The part of the DOM that measuring needs; jsdom brings no types of its own. */
export interface SvgNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<SvgNode>;
  readonly parentNode: SvgNode | null;
  getAttribute?(name: string): string | null;
}

/** A rectangle; `x` to the right, `y` down. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A numeric attribute, 0 when absent. */
export function numberAt(node: SvgNode, name: string): number {
  return Number.parseFloat(node.getAttribute?.(name) ?? "") || 0;
}

/** The smallest box around points; null without any. */
export function boxAround(points: Iterable<readonly [x: number, y: number]>): Box | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left > right ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** The corners of a box, to be moved or joined. */
export function cornersOf({ x, y, width, height }: Box): [number, number][] {
  return [[x, y], [x + width, y], [x, y + height], [x + width, y + height]];
}
