// Centres for GPUs: 8 of them, DEPTH vectors each, in workgroup memory, where all lanes read the same
// one at the same time. Follows assign.wgsl.

override STAGED: u32 = 8u * DEPTH;

var<workgroup> staged: array<vec4f, STAGED>; // (8, DEPTH)

fn stage(c: u32, start: u32, lane: u32) {
  workgroupBarrier(); // everybody has read the last stage before it is overwritten
  for (var at = lane; at < STAGED; at += WORKGROUP_SIZE) {
    let i = min(start + at % DEPTH, call.cells - 1u);
    staged[at] = centres[min(c + at / DEPTH, call.centres - 1u) * call.cells + i];
  }
  workgroupBarrier(); // the stage is full before it is read
}

/// Vector i of centre c + n, which is vector j of the stage.
fn centre_at(c: u32, n: u32, i: u32, j: u32) -> vec4f {
  return staged[n * DEPTH + j];
}
