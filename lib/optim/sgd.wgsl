// Gradient descent: slope = g + decay w, w = shrink w - rate slope.

struct Numbers { decay: f32, shrink: f32, rate: f32 }

@group(0) @binding(0) var<uniform> n: Numbers;

fn advance(i: u32) {
  w[i] = n.shrink * w[i] - n.rate * (g[i] + n.decay * w[i]);
}
