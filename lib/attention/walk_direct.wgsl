// The rows all lanes of a workgroup walk along, out of a texture: every lane fetches all.

@group(0) @binding(1) var walk_a: texture_2d<f32>;
@group(0) @binding(2) var walk_b: texture_2d<f32>;

fn stage_rows(start: u32, first: u32, rows: u32, lane: u32) {}

fn walk_vector(second: bool, at: u32, c: u32) -> vec4f {
  if (c >= D4) { return vec4f(); }
  if (second) { return texel(walk_b, at + c); }
  return texel(walk_a, at + c);
}

// Where a row of the tile that begins at `first` is; rows past the last repeat it.
fn walk_start(start: u32, first: u32, row: u32, rows: u32) -> u32 {
  return start + min(row, rows - 1u) * D4;
}
