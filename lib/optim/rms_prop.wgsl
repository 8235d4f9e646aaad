// RMSProp: v = v + (1 - beta2) (slope^2 - v), w = shrink w - rate slope / (sqrt(v) + epsilon).

struct Numbers { decay: f32, shrink: f32, rate: f32, epsilon: f32, rest2: f32 }

@group(0) @binding(0) var<uniform> n: Numbers;
@group(0) @binding(3) var<storage, read_write> mean_square: array<vec4f>;

fn advance(i: u32) {
  let slope = g[i] + n.decay * w[i];
  let v = mean_square[i] + n.rest2 * (slope * slope - mean_square[i]);
  mean_square[i] = v;
  w[i] = n.shrink * w[i] - n.rate * (slope / (sqrt(v) + n.epsilon));
}
