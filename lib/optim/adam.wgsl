// Adam: m = m + (1 - beta1) (slope - m), v = v + (1 - beta2) (slope^2 - v),
//
//   w = shrink w - length m / (root sqrt(v) + epsilon)
//
// The corrections of both means are in `length` = rate / (1 - beta1^t) and `root` =
// 1 / sqrt(1 - beta2^t); they and 1 - beta come from f64, where nothing cancels. Means are moved by
// differences: with beta and 1 - beta rounded apart, a constant slope would not be its own mean.

struct Numbers {
  decay: f32,
  shrink: f32,
  length: f32,
  root: f32,
  rest1: f32,
  rest2: f32,
  epsilon: f32,
}

@group(0) @binding(0) var<uniform> n: Numbers;
@group(0) @binding(3) var<storage, read_write> mean: array<vec4f>;
@group(0) @binding(4) var<storage, read_write> mean_square: array<vec4f>;

fn advance(i: u32) {
  let slope = g[i] + n.decay * w[i];
  let m = mean[i] + n.rest1 * (slope - mean[i]);
  let v = mean_square[i] + n.rest2 * (slope * slope - mean_square[i]);
  mean[i] = m;
  mean_square[i] = v;
  w[i] = n.shrink * w[i] - n.length * (m / (n.root * sqrt(v) + n.epsilon));
}
