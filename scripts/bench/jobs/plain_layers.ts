/**
 * Layers in plain TypeScript, as one writes them down: loops over typed arrays. Each gives what comes
 * out and how a gradient goes back; gradients of weights are added up on the way.
 */

/** A parameter and its gradient. */
export interface Weight {
  values: Float32Array;
  slopes: Float32Array;
}

export interface Layer {
  y: Float32Array;
  back(dy: Float32Array): Float32Array;
}

/** x W^T + b, for rows of x. */
export function linear(x: Float32Array, weight: Weight, bias: Weight): Layer {
  const outputs = bias.values.length;
  const inputs = weight.values.length / outputs;
  const rows = x.length / inputs;
  const y = new Float32Array(rows * outputs);
  for (let r = 0; r < rows; r++) {
    for (let o = 0; o < outputs; o++) {
      let sum = bias.values[o]!;
      for (let i = 0; i < inputs; i++) sum += x[r * inputs + i]! * weight.values[o * inputs + i]!;
      y[r * outputs + o] = sum;
    }
  }
  return {
    y,
    back(dy) {
      const dx = new Float32Array(x.length);
      for (let r = 0; r < rows; r++) {
        for (let o = 0; o < outputs; o++) {
          const slope = dy[r * outputs + o]!;
          bias.slopes[o]! += slope;
          for (let i = 0; i < inputs; i++) {
            dx[r * inputs + i]! += slope * weight.values[o * inputs + i]!;
            weight.slopes[o * inputs + i]! += slope * x[r * inputs + i]!;
          }
        }
      }
      return dx;
    },
  };
}

/** Layer norm of rows. */
export function norm(x: Float32Array, gain: Weight, bias: Weight): Layer {
  const n = gain.values.length;
  const y = new Float32Array(x.length);
  const h = new Float32Array(x.length);
  const rates = new Float32Array(x.length / n);
  for (let start = 0; start < x.length; start += n) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += x[start + i]! / n;
    let variance = 0;
    for (let i = 0; i < n; i++) variance += (x[start + i]! - mean) ** 2 / n;
    const rate = rates[start / n] = 1 / Math.sqrt(variance + 1e-5);
    for (let i = 0; i < n; i++) {
      h[start + i] = (x[start + i]! - mean) * rate;
      y[start + i] = h[start + i]! * gain.values[i]! + bias.values[i]!;
    }
  }
  return {
    y,
    back(dy) {
      const dx = new Float32Array(x.length);
      for (let start = 0; start < x.length; start += n) {
        let [mean, along] = [0, 0];
        for (let i = 0; i < n; i++) {
          const slope = dy[start + i]!;
          gain.slopes[i]! += slope * h[start + i]!;
          bias.slopes[i]! += slope;
          mean += slope * gain.values[i]! / n;
          along += slope * gain.values[i]! * h[start + i]! / n;
        }
        for (let i = 0; i < n; i++) {
          const g = dy[start + i]! * gain.values[i]!;
          dx[start + i] = rates[start / n]! * (g - mean - h[start + i]! * along);
        }
      }
      return dx;
    },
  };
}

/** A function of each number, given with its derivative. */
export function map(x: Float32Array, f: (x: number) => readonly [y: number, slope: number]): Layer {
  const y = new Float32Array(x.length);
  const slopes = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) [y[i], slopes[i]] = f(x[i]!) as [number, number];
  return { y, back: (dy) => dy.map((slope, i) => slope * slopes[i]!) };
}

const RATE = Math.sqrt(2 / Math.PI);

/** GPT-2's approximation of GELU. */
export function geluTanh(x: Float32Array): Layer {
  return map(x, (v) => {
    const t = Math.tanh(RATE * (v + 0.044715 * v * v * v));
    const inner = RATE * (1 + 0.134145 * v * v);
    return [0.5 * v * (1 + t), 0.5 * (1 + t) + 0.5 * v * (1 - t * t) * inner];
  });
}

/** The largest of x and 0. */
export function relu(x: Float32Array): Layer {
  return map(x, (v) => v > 0 ? [v, 1] : [0, 0]);
}

/** Rows of a table. */
export function embed(table: Weight, ids: ArrayLike<number>, width: number): Layer {
  const y = new Float32Array(ids.length * width);
  for (let n = 0; n < ids.length; n++) {
    for (let c = 0; c < width; c++) y[n * width + c] = table.values[ids[n]! * width + c]!;
  }
  return {
    y,
    back(dy) {
      for (let n = 0; n < ids.length; n++) {
        for (let c = 0; c < width; c++) table.slopes[ids[n]! * width + c]! += dy[n * width + c]!;
      }
      return new Float32Array();
    },
  };
}

/** x plus a weight that is repeated along it. */
export function addRepeated(x: Float32Array, weight: Weight): Layer {
  const n = weight.values.length;
  return {
    y: x.map((v, i) => v + weight.values[i % n]!),
    back(dy) {
      for (let i = 0; i < dy.length; i++) weight.slopes[i % n]! += dy[i]!;
      return dy;
    },
  };
}

/** The sum of two arrays. */
export function added(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((v, i) => v + b[i]!);
}

/** Mean cross-entropy of rows of logits, and its gradient. */
export function entropy(
  logits: Float32Array,
  targets: ArrayLike<number>,
): { loss: number; slopes: Float32Array } {
  const rows = targets.length;
  const n = logits.length / rows;
  const slopes = new Float32Array(logits.length);
  let loss = 0;
  for (let r = 0; r < rows; r++) {
    const row = logits.subarray(r * n, (r + 1) * n);
    let peak = -Infinity;
    for (const v of row) peak = Math.max(peak, v);
    let sum = 0;
    for (const v of row) sum += Math.exp(v - peak);
    loss += (Math.log(sum) + peak - row[targets[r]!]!) / rows;
    for (let c = 0; c < n; c++) {
      const share = Math.exp(row[c]! - peak) / sum;
      slopes[r * n + c] = (share - (c === targets[r] ? 1 : 0)) / rows;
    }
  }
  return { loss, slopes };
}
