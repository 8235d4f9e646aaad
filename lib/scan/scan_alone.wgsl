// An invocation owns a chunk or a row by itself. Follows scan.wgsl.

fn lanes() -> u32 { return 1u; }
fn own_lane(lane: u32) -> u32 { return 0u; }
fn owner_of(group: u32, lane: u32) -> u32 { return group * WORKGROUP_SIZE + lane; }

/// What the lanes before this one come to, and what all do.
fn scan_lanes(own: Item, lane: u32) -> Around { return Around(none(), own); }
