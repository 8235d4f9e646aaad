// AdaGrad: total = total + slope^2, w = shrink w - rate slope / (sqrt(total) + epsilon).

struct Numbers { decay: f32, shrink: f32, rate: f32, epsilon: f32 }

@group(0) @binding(0) var<uniform> n: Numbers;
@group(0) @binding(3) var<storage, read_write> total: array<vec4f>;

fn advance(i: u32) {
  let slope = g[i] + n.decay * w[i];
  let t = total[i] + slope * slope;
  total[i] = t;
  w[i] = n.shrink * w[i] - n.rate * (slope / (sqrt(t) + n.epsilon));
}
