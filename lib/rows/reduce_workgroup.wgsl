// Sums and maxima over a workgroup by halving, in workgroup memory. SIZE is a power of two.
// Each ends with a barrier, so that two can follow each other.

override SIZE: u32 = 256;

var<workgroup> partial: array<vec4f, SIZE>;

fn sum_all(x: vec4f, lane: u32) -> vec4f {
  partial[lane] = x;
  workgroupBarrier();
  for (var half = SIZE / 2u; half > 0u; half /= 2u) {
    if (lane < half) { partial[lane] += partial[lane + half]; }
    workgroupBarrier();
  }
  let total = partial[0];
  workgroupBarrier();
  return total;
}

fn max_all(x: f32, lane: u32) -> f32 {
  partial[lane].x = x;
  workgroupBarrier();
  for (var half = SIZE / 2u; half > 0u; half /= 2u) {
    if (lane < half) { partial[lane].x = max(partial[lane].x, partial[lane + half].x); }
    workgroupBarrier();
  }
  let largest = partial[0].x;
  workgroupBarrier();
  return largest;
}
