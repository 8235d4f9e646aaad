// x as reduce.wgsl reads it: from a texture.

@group(0) @binding(1) var x: texture_2d<f32>;

fn one_at(i: u32) -> f32 { return texel(x, i / 4u)[i % 4u]; }

fn vector_at(i: u32) -> vec4f { return texel(x, i); }
fn four_from(i: u32) -> vec4f { return four_of(x, i); }
fn four_at(i: vec4u) -> vec4f { return vec4f(one_at(i.x), one_at(i.y), one_at(i.z), one_at(i.w)); }
