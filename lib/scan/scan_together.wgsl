// A workgroup owns a chunk or a row together. Follows scan.wgsl.

var<workgroup> scratch: array<Item, WORKGROUP_SIZE>;

fn lanes() -> u32 { return WORKGROUP_SIZE; }
fn own_lane(lane: u32) -> u32 { return lane; }
fn owner_of(group: u32, lane: u32) -> u32 { return group; }

fn scratch_before(lane: u32, step: u32) -> Item {
  if (lane < step) { return none(); }
  return scratch[lane - step];
}

/// What the lanes before this one come to, and what all do.
fn scan_lanes(own: Item, lane: u32) -> Around {
  var sum = own;
  scratch[lane] = sum;
  workgroupBarrier(); // every lane has left its own
  for (var step = 1u; step < WORKGROUP_SIZE; step *= 2u) {
    let before = scratch_before(lane, step);
    workgroupBarrier(); // every lane has read before any writes
    sum = join(before, sum);
    scratch[lane] = sum;
    workgroupBarrier(); // every lane has written before any reads
  }
  let around = Around(scratch_before(lane, 1u), scratch[WORKGROUP_SIZE - 1u]);
  workgroupBarrier(); // every lane has read before scratch is used again
  return around;
}
