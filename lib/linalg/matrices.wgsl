// What the kernels over batches of small square matrices share.

struct Call {
  batch: u32,
  n: u32,
  // NaN as bits: WGSL has no such constant, and arithmetic on software Vulkan need not make one.
  not_a_number: u32,
  // What they mean is up to the kernel.
  p0: u32,
  p1: u32,
  p2: u32,
}

@group(0) @binding(0) var<uniform> call: Call;

override WORKGROUP_SIZE: u32 = 8;

// By its bits: comparisons with NaN come out either way on software Vulkan.
fn is_finite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }

fn not_a_number() -> f32 { return bitcast<f32>(call.not_a_number); }

// Two powers of two with product 1: the first brings the largest of numbers between 1 and 2, so that
// squares neither overflow nor vanish.
fn scales_of(largest: f32) -> vec2f {
  let exponent = clamp((bitcast<u32>(largest) >> 23u) & 0xffu, 1u, 253u);
  return vec2f(bitcast<f32>((254u - exponent) << 23u), bitcast<f32>(exponent << 23u));
}

// The tangent of the smaller angle by which two axes are turned so that [[a, b], [b, c]] becomes
// diagonal, from difference = c - a and twice = 2 b, not both 0.
fn tangent_of(difference: f32, twice: f32) -> f32 {
  let size = max(abs(difference), abs(twice));
  let d = difference / size;
  let g = twice / size;
  let r = sqrt(d * d + g * g);
  return g / (d + select(r, -r, d < 0.0));
}
