// Centres for CPUs: read where they are, for a barrier is a coroutine switch there. Follows assign.wgsl.

fn stage(c: u32, start: u32, lane: u32) {}

/// Vector i of centre c + n.
fn centre_at(c: u32, n: u32, i: u32, j: u32) -> vec4f {
  return centres[min(c + n, call.centres - 1u) * call.cells + i];
}
