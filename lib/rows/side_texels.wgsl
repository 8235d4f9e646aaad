// What stands beside the matrix of a norm, four columns or a row at a time, read as textures.

@group(0) @binding(4) var gain: texture_2d<f32>;
@group(0) @binding(5) var bias: texture_2d<f32>;

// Past the last column any: what is made of it is not stored and not summed.
fn load_gain(quad: u32) -> vec4f { return texel(gain, quad); }
fn load_bias(quad: u32) -> vec4f { return texel(bias, quad); }

// Mean and 1 / deviation of each row.
@group(0) @binding(7) var rates: texture_2d<f32>;

fn load_moments(row: u32) -> vec2f {
  let two = texel(rates, row / 2u);
  return select(two.xy, two.zw, row % 2u == 1u);
}
