/** A corner of a figure. */
export type Corner = readonly [x: number, y: number];

const CORNERS = 5;

/** A regular polygon with five corners on its outline, sides of one: the triangle has two on sides. */
function triangle(): Corner[] {
  const [a, b, c] = [[0, 0], [1, 0], [0.5, Math.sqrt(3) / 2]] as const;
  const middle = (p: Corner, q: Corner): Corner => [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
  return [a, b, middle(b, c), c, middle(c, a)];
}

function pentagon(): Corner[] {
  const corners: Corner[] = [[0, 0]];
  for (let i = 0; i < CORNERS - 1; i++) {
    const [x, y] = corners[i]!;
    const angle = 2 * Math.PI * i / CORNERS;
    corners.push([x + Math.cos(angle), y + Math.sin(angle)]);
  }
  return corners;
}

/** The shape on its way from triangle (u = 0) to pentagon (u = 1), counter-clockwise. */
export function shapeAt(u: number): Corner[] {
  const to = pentagon();
  return triangle().map(([x, y], i) => [(1 - u) * x + u * to[i]![0], (1 - u) * y + u * to[i]![1]]);
}

/** A frame of the film. */
export interface Frame {
  corners: Corner[];
  /** Which corner stands still on the line. */
  pivot: number;
}

const side = (corners: readonly Corner[], i: number) => {
  const [p, q] = [corners[i % CORNERS]!, corners[(i + 1) % CORNERS]!];
  return {
    length: Math.hypot(q[0] - p[0], q[1] - p[1]),
    angle: Math.atan2(q[1] - p[1], q[0] - p[0]),
  };
};

/**
 * Rolls to the right: the shape turns about the corner in front until its next side lies on the line,
 * then about the next corner. It changes all the while, and the corner it turns about does not move.
 */
export function roll({ tips, framesEach }: { tips: number; framesEach: number }): Frame[] {
  const frames: Frame[] = [];
  let ground = 1; // where the corner in front stands
  for (let tip = 0; tip < tips; tip++) {
    const pivot = (tip + 1) % CORNERS;
    for (let k = 0; k < framesEach + (tip === tips - 1 ? 1 : 0); k++) {
      const s = k / framesEach;
      const shape = shapeAt((tip + s) / tips);
      // the side in front stands at its outer angle above the line, and comes down to 0
      const before = side(shape, pivot + CORNERS - 1).angle;
      const ahead = side(shape, pivot).angle;
      const outer = (ahead - before + 4 * Math.PI) % (2 * Math.PI);
      frames.push({ corners: place(shape, pivot, (1 - s) * outer - ahead, ground), pivot });
    }
    ground += side(shapeAt((tip + 1) / tips), pivot).length;
  }
  return frames;
}

function place(shape: readonly Corner[], pivot: number, turn: number, ground: number): Corner[] {
  const [px, py] = shape[pivot]!;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return shape.map(([x, y]) => [
    ground + cos * (x - px) - sin * (y - py),
    sin * (x - px) + cos * (y - py),
  ]);
}

/** The obvious tween: the outline changes, turns evenly and glides along. */
export function tween({ tips, framesEach }: { tips: number; framesEach: number }): Frame[] {
  const count = tips * framesEach;
  return Array.from({ length: count + 1 }, (_, k) => {
    const shape = shapeAt(k / count);
    const pivot = Math.min(tips - 1, Math.floor(k / framesEach)) + 1;
    const middle = shape.reduce(([x, y], c) => [x + c[0] / CORNERS, y + c[1] / CORNERS], [0, 0]);
    const turn = -2 * Math.PI * k / (framesEach * CORNERS);
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const corners = shape.map(([x, y]): Corner => [
      0.5 + k / framesEach + cos * (x - middle[0]!) - sin * (y - middle[1]!),
      0.6 + sin * (x - middle[0]!) + cos * (y - middle[1]!),
    ]);
    return { corners, pivot: pivot % CORNERS };
  });
}
