// What stands beside the matrix of a norm, four columns at a time.

@group(0) @binding(4) var<storage, read> gain: array<f32>;
@group(0) @binding(5) var<storage, read> bias: array<f32>;

// Past the last column any: what is made of it is not stored and not summed.
fn load_gain(quad: u32) -> vec4f {
  let i = quad * 4u;
  return vec4f(gain[i], gain[i + 1u], gain[i + 2u], gain[i + 3u]);
}

fn load_bias(quad: u32) -> vec4f {
  let i = quad * 4u;
  return vec4f(bias[i], bias[i + 1u], bias[i + 2u], bias[i + 3u]);
}

// Mean and 1 / deviation of each row.
@group(0) @binding(7) var<storage, read> rates: array<vec2f>;

fn load_moments(row: u32) -> vec2f { return rates[row]; }
