// Rows of a of at most 4 SIZE KEPT columns, in whole fours: one is read once and kept in registers,
// since loops of as many turns as are written here are unrolled.

const KEPT = 16u;

var<private> kept: array<vec4f, KEPT>;

// Past the end it reads what follows, which nobody counts.
fn take_row(row: u32, lane: u32) {
  for (var i = 0u; i < KEPT; i++) { kept[i] = load_a(row, lane + i * SIZE); }
}

fn turns(lane: u32) -> u32 { return KEPT; }
fn again(row: u32, q: u32, i: u32) -> vec4f { return kept[i]; }

fn is_of_row(q: u32) -> bool { return q < quads(); }
fn of_row(q: u32, v: vec4f, other: f32) -> vec4f { return select(vec4f(other), v, is_of_row(q)); }
