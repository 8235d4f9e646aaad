// texels(): elements 4 i to 4 i + 3 of an array that is read as a texture.

const TEXELS_A_ROW: u32 = 1024u;

fn texel(x: texture_2d<f32>, i: u32) -> vec4f {
  return textureLoad(x, vec2u(i % TEXELS_A_ROW, i / TEXELS_A_ROW), 0);
}
