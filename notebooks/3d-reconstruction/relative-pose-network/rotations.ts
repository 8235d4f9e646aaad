import { type Mat3, svd } from "@rederive/lib/geometry";
import type { Gpu } from "@rederive/lib/gpu";
import { svd3 } from "@rederive/lib/linalg";
import {
  add,
  detach,
  div,
  matmul,
  mul,
  record,
  reshape,
  slice,
  stack,
  Storage,
  sub,
  sum,
  type Tensor,
  tensor,
  transpose,
} from "@rederive/lib/tensor";

/** The place of +1 and -1 in (9, 3): what makes a cross product of an outer one. */
// deno-fmt-ignore
const CROSS = [
  0, 0, 0,  0, 0, 1,  0, -1, 0,
  0, 0, -1,  0, 0, 0,  1, 0, 0,
  0, 1, 0,  -1, 0, 0,  0, 0, 0,
];

/**
 * Nine numbers to the nearest rotation, with a gradient. With M = R P, where P = R^T M is symmetric, a
 * change dM turns R by the vector w that solves
 *
 *   (tr(P) I - P) w = vee(R^T dM - dM^T R),   dR = R hat(w).
 *
 * First derivatives only: R and P count as constants in what is differentiated.
 */
export class Rotations implements Disposable {
  readonly #cross: Tensor;
  readonly #third: Tensor;
  readonly #identity: Tensor;

  /** Its constants are made once, for none can be made while a step is recorded. */
  constructor(gpu: Gpu) {
    this.#cross = tensor(gpu, Float32Array.from(CROSS), { shape: [9, 3] });
    this.#third = tensor(gpu, Float32Array.of(0, 0, 1), { shape: [1, 1, 3] });
    this.#identity = tensor(gpu, Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), { shape: [1, 3, 3] });
  }

  /** (B, 9), rows first, to rotations (B, 3, 3). */
  nearest(m: Tensor): Tensor {
    const batch = m.shape[0]!;
    const rotation = detach(this.#forward(m));
    const common = matmul(transpose(rotation), reshape(m, [batch, 3, 3]));
    const p = detach(common);
    const trace = sum(mul(p, this.#identity), { axes: [1, 2] });
    const k = sub(mul(reshape(trace, [batch, 1, 1]), this.#identity), p);
    const turn = this.#solve(k, this.#vee(common));
    return add(rotation, matmul(rotation, this.#hat(turn)));
  }

  /** a x b for (B, 3). */
  cross(a: Tensor, b: Tensor): Tensor {
    const batch = a.shape[0]!;
    const outer = mul(reshape(a, [batch, 3, 1]), reshape(b, [batch, 1, 3]));
    return matmul(reshape(outer, [batch, 9]), this.#cross);
  }

  [Symbol.dispose](): void {
    for (const each of [this.#cross, this.#third, this.#identity]) each[Symbol.dispose]();
  }

  /** U diag(1, 1, det U) V^T; svd3() gives det V = 1. */
  #forward(m: Tensor): Tensor {
    const [u, v] = [singular(m, "u"), singular(m, "v")];
    const [a, b, c] = rowsOf(u);
    const side = reshape(sum(mul(a, this.cross(b, c)), { axes: [1] }), [m.shape[0]!, 1, 1]);
    const signs = add(mul(sub(side, 1), this.#third), 1);
    return matmul(mul(u, signs), transpose(v));
  }

  /** x of k x = y, for symmetric k (B, 3, 3), by Cramer's rule. */
  #solve(k: Tensor, y: Tensor): Tensor {
    const [a, b, c] = rowsOf(k);
    const [bc, ca, ab] = [this.cross(b, c), this.cross(c, a), this.cross(a, b)];
    const det = sum(mul(a, bc), { axes: [1] });
    const inverse = transpose(stack([bc, ca, ab], { axis: 1 }));
    const x = reshape(matmul(inverse, reshape(y, [...y.shape, 1])), y.shape);
    return div(x, reshape(det, [-1, 1]));
  }

  /** vee(X - X^T) of X (B, 3, 3). */
  #vee(x: Tensor): Tensor {
    return mul(matmul(reshape(x, [x.shape[0]!, 9]), this.#cross), -1);
  }

  /** hat(w) of w (B, 3). */
  #hat(w: Tensor): Tensor {
    return mul(reshape(matmul(w, transpose(this.#cross)), [w.shape[0]!, 3, 3]), -1);
  }
}

function rowsOf(m: Tensor): [Tensor, Tensor, Tensor] {
  const row = (i: number) => reshape(slice(m, [null, [i, i + 1]]), [m.shape[0]!, 3]);
  return [row(0), row(1), row(2)];
}

/** U or V of matrices (B, 9), as (B, 3, 3); nothing flows back. */
function singular(m: Tensor, side: "u" | "v"): Tensor {
  const batch = m.shape[0]!;
  return record({
    name: `singular vectors ${side}`,
    shape: [batch, 3, 3],
    run: async (gpu, [value]) => {
      const found = await svd3(gpu, value!.storage.array as never, { batch });
      for (const name of ["u", "s", "v"] as const) {
        if (name !== side) found[name][Symbol.dispose]();
      }
      const storage = new Storage(found[side]);
      return { storage, shape: [batch, 3, 3], strides: [9, 3, 1], offset: 0 };
    },
    f64: ([value]) =>
      Array.from({ length: batch }, (_, i) => {
        const each = Array.from(value!.values).slice(9 * i, 9 * i + 9) as unknown as Mat3;
        const { u, v } = svd([each.slice(0, 3), each.slice(3, 6), each.slice(6)]);
        return (side === "u" ? u : v).flat();
      }).flat(),
    vjp: () => [undefined],
  }, [m]);
}
