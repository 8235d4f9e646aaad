// Windows over images, as unfolding, folding and pooling see them. An image side of `size` elements
// has `windows` windows of `kernel` elements, `stride` apart; u of window i is element
// i stride + u dilation - padding, or outside. Windows of an image are counted row by row.

struct Side { size: u32, kernel: u32, stride: u32, padding: u32, dilation: u32, windows: u32 }

struct Call {
  // Planes that are worked on, and the first of them.
  planes: u32,
  first_plane: u32,
  // Windows of a plane that are worked on, and the first of them; elements a row of them takes.
  windows: u32,
  first_window: u32,
  wide: u32,
  // 1: adds to what is there.
  adds: u32,
  @align(16) y: Side,
  @align(16) x: Side,
}

@group(0) @binding(0) var<uniform> call: Call;

// Element u of window i; past `size` when it is outside: below 0 it wraps round.
fn element(side: Side, i: u32, u: u32) -> u32 {
  return i * side.stride + u * side.dilation - side.padding;
}

// Integer divisions are slow on a CPU, where they are made number by number. For x below 2^23, as sides of
// images are, a quotient of floats is off by less than one, whatever its last bits, and then set right.
fn divide(x: u32, by: u32) -> u32 {
  let q = u32(f32(x) / f32(by));
  return select(select(q, q + 1u, (q + 1u) * by <= x), q - 1u, q * by > x);
}

struct Range { first: u32, end: u32 }

// The windows over element r of a side, but for gaps where windows have holes.
fn over(side: Side, r: u32) -> Range {
  let reach = (side.kernel - 1u) * side.dilation;
  let beyond = max(r + side.padding, reach) - reach;
  let last = divide(r + side.padding, side.stride);
  return Range(divide(beyond + side.stride - 1u, side.stride), min(last + 1u, side.windows));
}

// Where element r is in window i over it, or NONE in a gap.
const NONE: u32 = 0xffffffffu;
fn tap_of(side: Side, r: u32, i: u32) -> u32 {
  let steps = r + side.padding - i * side.stride;
  let tap = divide(steps, side.dilation);
  return select(NONE, tap, tap * side.dilation == steps);
}
