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

// The window whose element u is element r of the side; NONE when none is.
const NONE: u32 = 0xffffffffu;
fn window_of(side: Side, r: u32, u: u32) -> u32 {
  let back = u * side.dilation;
  if (r + side.padding < back) { return NONE; }
  let offset = r + side.padding - back;
  let i = offset / side.stride;
  return select(NONE, i, offset % side.stride == 0u && i < side.windows);
}
