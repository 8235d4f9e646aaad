// Layer norm and RMS norm of every row, and their gradients. One workgroup owns one row of
// a: (rows, columns). How its lanes walk over it is a text of its own, walk_again or walk_kept.
//
//   norm:       y = (a - mean) r gain + bias,  r = 1 / sqrt(mean of (a - mean)^2 + epsilon)
//   norm_slope: y = r (g - mean of g - h mean of (g h)),  g = b gain, h = (a - mean) r,
//               b the gradient of the loss for the output
//
// RMS norm (CENTERED = 0) takes 0 for the mean of a, and leaves the mean of g out.
//
// The variance is that of the differences from the mean, in a pass of its own: mean of squares less
// square of mean cancels every digit once the mean is 4000 times the spread. Squares overflow f32 at
// 1.8e19.

override CENTERED: u32 = 1;
override HAS_GAIN: bool = false;
override HAS_BIAS: bool = false;

@group(0) @binding(6) var<storage, read_write> moments: array<vec2f>; // mean and r of each row

fn row_of(group: vec3u, groups: vec3u) -> u32 { return group.y * groups.x + group.x; }
fn total(v: vec4f) -> f32 { return (v.x + v.y) + (v.z + v.w); }

fn gain_at(q: u32) -> vec4f {
  if (HAS_GAIN) { return load_gain(q); }
  return vec4f(1.0);
}

fn bias_at(q: u32) -> vec4f {
  if (HAS_BIAS) { return load_bias(q); }
  return vec4f();
}

// Mean and r of a row.
fn moments_of(row: u32, lane: u32) -> vec2f {
  let n = f32(call.columns);
  var mean = 0.0;
  if (CENTERED != 0u) {
    var sum = vec4f();
    for (var i = 0u; i < turns(lane); i++) {
      let q = lane + i * SIZE;
      sum += of_row(q, again(row, q, i), 0.0);
    }
    mean = total(sum_all(sum, lane)) / n;
  }
  var squares = vec4f();
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    let far = of_row(q, again(row, q, i) - mean, 0.0);
    squares += far * far;
  }
  let variance = total(sum_all(squares, lane)) / n;
  return vec2f(mean, 1.0 / sqrt(variance + call.number));
}

@compute @workgroup_size(SIZE)
fn norm(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  take_row(row, lane);
  let m = moments_of(row, lane);
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    if (!is_of_row(q)) { continue; }
    store_y(row, q, (again(row, q, i) - m.x) * m.y * gain_at(q) + bias_at(q));
  }
}

@compute @workgroup_size(SIZE)
fn norm_slope(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  let n = f32(call.columns);
  take_row(row, lane);
  let m = moments_of(row, lane);
  if (lane == 0u) { moments[row] = m; }
  var sum = vec4f();
  var product = vec4f();
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    let g = of_row(q, load_b(row, q) * gain_at(q), 0.0);
    let h = of_row(q, (again(row, q, i) - m.x) * m.y, 0.0);
    sum += g;
    product += g * h;
  }
  let along = total(sum_all(product, lane)) / n;
  let shift = total(sum_all(sum, lane)) / n * f32(CENTERED);
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    if (!is_of_row(q)) { continue; }
    let h = (again(row, q, i) - m.x) * m.y;
    store_y(row, q, m.y * (load_b(row, q) * gain_at(q) - shift - h * along));
  }
}
