// readArray(): an input of a kernel, read from a texture. Follows texels.wgsl.

@group(0) @binding(PLACE) var INPUT_texels: texture_2d<f32>;

fn number_INPUT(i: i32) -> f32 { return texel(INPUT_texels, u32(i) / 4u)[u32(i) % 4u]; }
fn four_INPUT(i: vec4i) -> vec4f {
  return vec4f(number_INPUT(i.x), number_INPUT(i.y), number_INPUT(i.z), number_INPUT(i.w));
}
fn vector_INPUT(i: i32) -> vec4f { return texel(INPUT_texels, u32(i)); }
fn repeated_INPUT(i: i32) -> vec4f { return vec4f(number_INPUT(i)); }
