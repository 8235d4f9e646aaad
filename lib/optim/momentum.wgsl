// Gradient descent with momentum: v = momentum v + slope, w = shrink w - rate v; Nesterov's moves along
// slope + momentum v instead.

override NESTEROV: bool = false;

struct Numbers { decay: f32, shrink: f32, rate: f32, momentum: f32 }

@group(0) @binding(0) var<uniform> n: Numbers;
@group(0) @binding(3) var<storage, read_write> velocity: array<vec4f>;

fn advance(i: u32) {
  let slope = g[i] + n.decay * w[i];
  let v = n.momentum * velocity[i] + slope;
  velocity[i] = v;
  w[i] = n.shrink * w[i] - n.rate * select(v, slope + n.momentum * v, NESTEROV);
}
