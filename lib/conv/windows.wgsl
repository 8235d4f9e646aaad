// Windows over images, as unfolding, folding and pooling see them. An image side of `size` elements
// has `windows` windows of `kernel` elements, `stride` apart; u of window i is element
// i stride + u dilation - padding, or outside.

struct Side { size: u32, kernel: u32, stride: u32, padding: u32, dilation: u32, windows: u32 }

struct Call {
  planes: u32, // of all images
  first: u32, // the first of them
  @align(16) y: Side,
  @align(16) x: Side,
}

@group(0) @binding(0) var<uniform> call: Call;

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

// Element u of window i; past `size` when it is outside: below 0 it wraps round.
fn element(side: Side, i: u32, u: u32) -> u32 {
  return i * side.stride + u * side.dilation - side.padding;
}

// The windows over element r of a side are those from first_window() to last_window(), but for gaps
// where windows have holes; the element's place in window i is tap_of(), or NONE in a gap.
fn first_window(side: Side, r: u32) -> u32 {
  let reach = (side.kernel - 1u) * side.dilation;
  let beyond = max(r + side.padding, reach) - reach;
  return (beyond + side.stride - 1u) / side.stride;
}

fn last_window(side: Side, r: u32) -> u32 {
  return min((r + side.padding) / side.stride, side.windows - 1u);
}

const NONE: u32 = 0xffffffffu;
fn tap_of(side: Side, r: u32, i: u32) -> u32 {
  let steps = r + side.padding - i * side.stride;
  return select(NONE, steps / side.dilation, steps % side.dilation == 0u);
}
