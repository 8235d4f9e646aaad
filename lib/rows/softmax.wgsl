// Row-wise softmax, its logarithm, cross-entropy and their gradients. One workgroup owns one row of
// a: (rows, columns); its lanes stride over it in fours: walk_again or walk_kept says how.
//
//   softmax:           y = exp(a - peak) / sum exp(a - peak), peak the largest of the row
//   log_softmax:       y = a - peak - log sum exp(a - peak)
//   softmax_slope:     y = a (b - sum a b),       a the softmax, b the gradient of the loss for it
//   log_softmax_slope: y = b - exp(a) sum b,      a the log-softmax
//   cross_entropy:     losses[r] = log sum exp(a - peak) - (a[r, target] - peak)
//   cross_entropy_slope: y = number (softmax(a) - [column = target])
//
// Subtracting the peak keeps every exponent <= 0, so exp() never overflows; without it f32 does at
// 88.73. The logarithm's argument is then at least 1.
//
// A target of -1 leaves its row out (0), any other that is no column makes it NaN.

@group(0) @binding(4) var<storage, read> targets: array<i32>;
@group(0) @binding(5) var<storage, read_write> losses: array<f32>;

const LOWEST: f32 = -3.4028234e38;

fn row_of(group: vec3u, groups: vec3u) -> u32 { return group.y * groups.x + group.x; }
fn total(v: vec4f) -> f32 { return (v.x + v.y) + (v.z + v.w); }

fn peak_of(row: u32, lane: u32) -> f32 {
  var most = vec4f(LOWEST);
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    most = max(most, of_row(q, again(row, q, i), LOWEST));
  }
  return max_all(max(max(most.x, most.y), max(most.z, most.w)), lane);
}

fn exponentials(row: u32, q: u32, i: u32, peak: f32) -> vec4f {
  return of_row(q, exp(again(row, q, i) - peak), 0.0);
}

fn sum_of_exponentials(row: u32, peak: f32, lane: u32) -> f32 {
  var sum = vec4f();
  for (var i = 0u; i < turns(lane); i++) { sum += exponentials(row, lane + i * SIZE, i, peak); }
  return total(sum_all(sum, lane));
}

@compute @workgroup_size(SIZE)
fn softmax(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  take_row(row, lane);
  let peak = peak_of(row, lane);
  let all = sum_of_exponentials(row, peak, lane);
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    if (is_of_row(q)) { store_y(row, q, exponentials(row, q, i, peak) / all); }
  }
}

@compute @workgroup_size(SIZE)
fn log_softmax(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  take_row(row, lane);
  let peak = peak_of(row, lane);
  let logarithm = log(sum_of_exponentials(row, peak, lane));
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    if (is_of_row(q)) { store_y(row, q, again(row, q, i) - peak - logarithm); }
  }
}

@compute @workgroup_size(SIZE)
fn softmax_slope(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  var sum = vec4f();
  for (var q = lane; q < quads(); q += SIZE) {
    sum += within(q, load_a(row, q) * load_b(row, q), 0.0);
  }
  let mean = total(sum_all(sum, lane));
  for (var q = lane; q < quads(); q += SIZE) {
    store_y(row, q, load_a(row, q) * (load_b(row, q) - mean));
  }
}

@compute @workgroup_size(SIZE)
fn log_softmax_slope(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  var sum = vec4f();
  for (var q = lane; q < quads(); q += SIZE) { sum += within(q, load_b(row, q), 0.0); }
  let all = total(sum_all(sum, lane));
  for (var q = lane; q < quads(); q += SIZE) {
    store_y(row, q, load_b(row, q) - exp(load_a(row, q)) * all);
  }
}

// What stands instead of a result: 0 for a row left out, NaN for a target that does not exist. The
// bits of NaN come from outside, for WGSL cannot write it down, and are never computed with.
fn instead(goal: i32) -> f32 { return select(bitcast<f32>(call.flags), 0.0, goal == -1); }
fn exists(goal: i32) -> bool { return goal >= 0 && goal < i32(call.columns); }

@compute @workgroup_size(SIZE)
fn cross_entropy(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  take_row(row, lane);
  let peak = peak_of(row, lane);
  let logarithm = log(sum_of_exponentials(row, peak, lane));
  if (lane != 0u) { return; }
  let goal = targets[row];
  if (!exists(goal)) {
    losses[row] = instead(goal);
    return;
  }
  losses[row] = logarithm - (load_a(row, u32(goal) / 4u)[u32(goal) % 4u] - peak);
}

@compute @workgroup_size(SIZE)
fn cross_entropy_slope(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = row_of(group, groups);
  if (row >= call.rows) { return; }
  take_row(row, lane);
  let peak = peak_of(row, lane);
  let all = sum_of_exponentials(row, peak, lane);
  let goal = targets[row];
  for (var i = 0u; i < turns(lane); i++) {
    let q = lane + i * SIZE;
    if (!is_of_row(q)) { continue; }
    if (!exists(goal)) {
      store_y(row, q, vec4f(instead(goal)));
      continue;
    }
    let share = exponentials(row, q, i, peak) / all;
    let hit = vec4u(u32(goal)) == q * 4u + vec4u(0u, 1u, 2u, 3u);
    store_y(row, q, call.number * (share - select(vec4f(), vec4f(1.0), hit)));
  }
}
