// texels(): elements 4 i to 4 i + 3 of an array that is read as a texture.

const TEXELS_A_ROW: u32 = 1024u;

fn texel(x: texture_2d<f32>, i: u32) -> vec4f {
  return textureLoad(x, vec2u(i % TEXELS_A_ROW, i / TEXELS_A_ROW), 0);
}

// Four elements from any place on: out of two texels, shifted by one and by two.
fn four_of(x: texture_2d<f32>, i: u32) -> vec4f {
  let near = texel(x, i / 4u);
  let far = texel(x, i / 4u + 1u);
  let odd = (i & 1u) != 0u;
  let p = select(near, vec4f(near.yzw, far.x), odd);
  let q = select(far.xy, far.yz, odd);
  return select(p, vec4f(p.zw, q), (i & 2u) != 0u);
}
