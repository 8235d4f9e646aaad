// Points as CPUs read them: texels of a texture. Follows texels.wgsl.

@group(0) @binding(1) var x: texture_2d<f32>;

fn point_at(i: u32) -> vec4f { return texel(x, i); }
