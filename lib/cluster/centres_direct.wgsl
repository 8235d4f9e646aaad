// Centres for CPUs: read as a texture where they are, for a barrier is a coroutine switch there. Follows
// assign.wgsl and texels.wgsl.

@group(0) @binding(2) var centres: texture_2d<f32>;

fn stage(c: u32, start: u32, lane: u32) {}

/// Vector i of centre c.
fn centre_at(c: u32, i: u32) -> vec4f {
  return texel(centres, min(c, call.centres - 1u) * call.cells + i);
}
