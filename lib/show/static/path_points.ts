/** A point of a flattened path. */
export type Point = readonly [x: number, y: number];

// how many pieces stand for one curve
const PIECES = 16;

/** The corners of a path with absolute commands, curves and arcs cut into short lines. */
export function pathPoints(d: string): Point[] {
  const points: Point[] = [];
  let at: Point = [0, 0];
  let start: Point = [0, 0];
  const to = (point: Point) => points.push(at = point);
  for (const [, letter = "", rest = ""] of d.matchAll(/([a-z])([^a-z]*(?:e-?\d+[^a-z]*)*)/gi)) {
    const n = numbersOf(rest);
    const steps = stepsOf(letter.toUpperCase(), n);
    const isRelative = letter >= "a";
    for (const step of steps) {
      const [x0, y0] = isRelative ? at : [0, 0];
      const p = step.map((value, i) => value + (i % 2 ? y0 : x0));
      switch (letter.toUpperCase()) {
        case "M":
          to([p[0]!, p[1]!]);
          if (step === steps[0]) start = at;
          break;
        case "L":
        case "T":
          to([p[0]!, p[1]!]);
          break;
        case "H":
          to([p[0]!, at[1]]);
          break;
        case "V":
          to([at[0], step[0]! + y0]);
          break;
        case "C":
        case "Q":
        case "S":
          curve(at, p).forEach(to);
          break;
        case "A": {
          const end: Point = [step[5]! + x0, step[6]! + y0];
          arc(at, step, end).forEach(to);
          break;
        }
        case "Z":
          to(start);
      }
    }
  }
  return points;
}

function numbersOf(text: string): number[] {
  return (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);
}

const ARITY: Record<string, number> = { M: 2, L: 2, T: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, A: 7 };

function stepsOf(letter: string, n: number[]): number[][] {
  const arity = ARITY[letter];
  if (!arity) return [[]];
  return Array.from(
    { length: Math.floor(n.length / arity) },
    (_, i) => n.slice(i * arity, (i + 1) * arity),
  );
}

// Bezier curve by de Casteljau
function curve(from: Point, p: number[]): Point[] {
  const control: Point[] = [from];
  for (let i = 0; i + 1 < p.length; i += 2) control.push([p[i]!, p[i + 1]!]);
  return Array.from({ length: PIECES }, (_, i) => {
    const t = (i + 1) / PIECES;
    let row = control;
    while (row.length > 1) {
      row = row.slice(1).map(([x, y], j) => {
        const [u, v] = row[j]!;
        return [u + (x - u) * t, v + (y - v) * t] as const;
      });
    }
    return row[0]!;
  });
}

// an elliptic arc from its end points (SVG 1.1, F.6.5)
function arc([x1, y1]: Point, step: number[], [x2, y2]: Point): Point[] {
  let [rx = 0, ry = 0] = step.map(Math.abs);
  const [, , tilt = 0, large = 0, sweep = 0] = step;
  if (rx === 0 || ry === 0) return [[x2, y2]];
  const phi = tilt * Math.PI / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const u = (cos * (x1 - x2) + sin * (y1 - y2)) / 2;
  const v = (-sin * (x1 - x2) + cos * (y1 - y2)) / 2;
  const grow = Math.sqrt(Math.max(1, (u / rx) ** 2 + (v / ry) ** 2));
  [rx, ry] = [rx * grow, ry * grow];
  const q = (rx * v) ** 2 + (ry * u) ** 2;
  const k = (large === sweep ? -1 : 1) * Math.sqrt(Math.max(0, ((rx * ry) ** 2 - q) / (q || 1)));
  const [cu, cv] = [k * rx * v / ry, -k * ry * u / rx];
  const from = Math.atan2((v - cv) / ry, (u - cu) / rx);
  let turn = Math.atan2((-v - cv) / ry, (-u - cu) / rx) - from;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;
  return Array.from({ length: PIECES }, (_, i) => {
    const angle = from + turn * (i + 1) / PIECES;
    const [a, b] = [rx * Math.cos(angle) + cu, ry * Math.sin(angle) + cv];
    return [cos * a - sin * b + (x1 + x2) / 2, sin * a + cos * b + (y1 + y2) / 2] as const;
  });
}

/** The length of a path. */
export function pathLength(d: string): number {
  const points = pathPoints(d);
  return points.slice(1).reduce((sum, p, i) => sum + distance(points[i]!, p), 0);
}

/** The point at a distance along a path. */
export function pointAt(d: string, length: number): { x: number; y: number } {
  const points = pathPoints(d);
  let left = length;
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    const step = distance(from, to);
    if (left <= step) {
      const t = step === 0 ? 0 : left / step;
      return { x: from[0] + (to[0] - from[0]) * t, y: from[1] + (to[1] - from[1]) * t };
    }
    left -= step;
  }
  const [x, y] = points.at(-1) ?? [0, 0];
  return { x, y };
}

const distance = (a: Point, b: Point) => Math.hypot(b[0] - a[0], b[1] - a[1]);
