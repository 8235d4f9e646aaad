// l[i] and y[i] . dy[i] of a row, as row_statistics.wgsl leaves them, out of a texture.

@group(0) @binding(7) var statistics: texture_2d<f32>;

fn saved_of(row: u32) -> vec2f {
  let two = texel(statistics, row / 2u);
  return select(two.xy, two.zw, row % 2u == 1u);
}
