// What all matmul kernels share: one call of C = f(op(A) op(B) + bias), and what is done to a sum
// before it is stored.

struct Call {
  batch: u32,
  n: u32,
  k: u32,
  m: u32,
  // Elements from one matrix of the batch to the next (0: one for all), one row, one column.
  a_stride: u32,
  a_row: u32,
  a_column: u32,
  b_stride: u32,
  b_row: u32,
  b_column: u32,
  // bias[column * bias_column]
  bias_column: u32,
  // The terms of each sum this call adds up: [first, end) of k.
  first: u32,
  end: u32,
}

// Constants, because a CPU runs every branch of a kernel, the untaken ones as well.
override HAS_BIAS: bool = false;
override ACTIVATION: u32 = 0;
// Whether c holds the sums of the terms before `first`.
override CONTINUES: bool = false;

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> bias: array<f32>;

// Columns past the last one get any bias: they are not stored, or cropped.
fn bias_at(column: u32) -> f32 { return bias[min(column, call.m - 1u) * call.bias_column]; }

fn finish(sum: vec4f, column: u32) -> vec4f {
  var y = sum;
  if (HAS_BIAS) {
    y += vec4f(bias_at(column), bias_at(column + 1u), bias_at(column + 2u), bias_at(column + 3u));
  }
  return activate(ACTIVATION, y);
}
