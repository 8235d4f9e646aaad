// The rows all lanes of a workgroup walk along, TILE at a time in workgroup memory: on a GPU one load
// serves the whole workgroup, and lanes that read the same address share it.

@group(0) @binding(1) var<storage, read> walk_a: array<vec4f>;
@group(0) @binding(2) var<storage, read> walk_b: array<vec4f>;

var<workgroup> staged_a: array<vec4f, TILE * D4>;
var<workgroup> staged_b: array<vec4f, TILE * D4>;

fn stage_rows(start: u32, first: u32, rows: u32, lane: u32) {
  workgroupBarrier(); // everybody has read the tile before it is overwritten
  for (var i = lane; i < TILE * D4; i += WORKGROUP_SIZE) {
    let row = min(first + i / D4, rows - 1u); // rows past the last repeat it
    let at = start + row * D4 + i % D4;
    staged_a[i] = walk_a[at];
    staged_b[i] = walk_b[at];
  }
  workgroupBarrier(); // the tile is full before it is read
}

fn walk_vector(second: bool, at: u32, c: u32) -> vec4f {
  if (c >= D4) { return vec4f(); }
  if (second) { return staged_b[at + c]; }
  return staged_a[at + c];
}

fn walk_start(start: u32, first: u32, row: u32, rows: u32) -> u32 {
  return (row - first) * D4;
}
