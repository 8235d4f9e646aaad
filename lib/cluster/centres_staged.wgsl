// Centres for GPUs: 8 of them, DEPTH vectors each, in workgroup memory, where all lanes read the same
// one at the same time. Follows assign.wgsl.

@group(0) @binding(2) var<storage, read> centres: array<vec4f>;

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

/// Vector i of the eight centres from c on, which is vector j of the stage.
fn centres_at(c: u32, i: u32, j: u32, lane: u32) -> array<vec4f, 8> {
  return array<vec4f, 8>(
    staged[j],
    staged[j + DEPTH],
    staged[j + 2u * DEPTH],
    staged[j + 3u * DEPTH],
    staged[j + 4u * DEPTH],
    staged[j + 5u * DEPTH],
    staged[j + 6u * DEPTH],
    staged[j + 7u * DEPTH],
  );
}
