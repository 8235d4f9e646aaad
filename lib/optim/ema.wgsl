// A moving average: w = w + (1 - decay) (g - w), so that a constant is its own average.

struct Numbers { rest: f32 }

@group(0) @binding(0) var<uniform> n: Numbers;

fn advance(i: u32) {
  w[i] = w[i] + n.rest * (g[i] - w[i]);
}
