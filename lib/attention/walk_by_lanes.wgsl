// A row of the other side, out of a texture: each lane of a subgroup of eight fetches one of eight
// vectors, and all get them.

@group(0) @binding(1) var walk_a: texture_2d<f32>;
@group(0) @binding(2) var walk_b: texture_2d<f32>;

var<private> own_lane: u32;

fn stage_rows(start: u32, first: u32, rows: u32, lane: u32) { own_lane = lane; }

// Where a row of the tile that begins at `first` is; rows past the last repeat it.
fn walk_start(start: u32, first: u32, row: u32, rows: u32) -> u32 {
  return start + min(row, rows - 1u) * D4;
}

// This lane's of the eight vectors from the c-th on; 0 past the end of the row.
fn fetch(second: bool, at: u32, c: u32) -> vec4f {
  var mine: vec4f;
  if (second) { mine = texel(walk_b, at + c + own_lane); } else {
    mine = texel(walk_a, at + c + own_lane);
  }
  return select(vec4f(), mine, vec4<bool>(c + own_lane < D4));
}

fn first_half(mine: vec4f) -> mat4x4f {
  return mat4x4f(
    subgroupBroadcast(mine, 0u),
    subgroupBroadcast(mine, 1u),
    subgroupBroadcast(mine, 2u),
    subgroupBroadcast(mine, 3u),
  );
}

fn second_half(mine: vec4f) -> mat4x4f {
  return mat4x4f(
    subgroupBroadcast(mine, 4u),
    subgroupBroadcast(mine, 5u),
    subgroupBroadcast(mine, 6u),
    subgroupBroadcast(mine, 7u),
  );
}

fn walk_row(second: bool, at: u32) -> Row {
  var row = Row();
  let m0 = fetch(second, at, 0u);
  row.c0 = first_half(m0);
  if (D4 > 4u) { row.c1 = second_half(m0); }
  if (D4 > 8u) {
    let m1 = fetch(second, at, 8u);
    row.c2 = first_half(m1);
    if (D4 > 12u) { row.c3 = second_half(m1); }
  }
  if (D4 > 16u) {
    let m2 = fetch(second, at, 16u);
    row.c4 = first_half(m2);
    if (D4 > 20u) { row.c5 = second_half(m2); }
  }
  if (D4 > 24u) {
    let m3 = fetch(second, at, 24u);
    row.c6 = first_half(m3);
    if (D4 > 28u) { row.c7 = second_half(m3); }
  }
  return row;
}
