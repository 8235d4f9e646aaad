// The mean of every window, zeros outside the image counted. x, read by at(): (planes, rows, columns),
// y: (planes, windows). One invocation owns RUN windows of a row; of the gradient, RUN elements of x, and
// adds up their shares of every window over them. Sums run in order: |error| <= gamma(taps) mean |x|.

@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn average_pool(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, call.x.windows);
  let row = run.row;
  if (row >= call.planes * call.y.windows) { return; }
  let down = row % call.y.windows;
  let start = row / call.y.windows * call.y.size;
  for (var across = run.first; across < run.end; across++) {
    var sum: f32;
    sum = 0.0; // naga clears a variable declared in a loop only the first time round
    for (var u = 0u; u < call.y.kernel; u++) {
      let r = element(call.y, down, u);
      if (r >= call.y.size) { continue; }
      for (var v = 0u; v < call.x.kernel; v++) {
        let j = element(call.x, across, v);
        if (j < call.x.size) { sum += at((start + r) * call.x.size + j); }
      }
    }
    y[row * call.x.windows + across] = sum / f32(call.y.kernel * call.x.kernel);
  }
}

// at() reads dy, y is dx.
@compute @workgroup_size(WORKGROUP_SIZE)
fn average_pool_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, call.x.size);
  let row = run.row;
  if (row >= call.planes * call.y.size) { return; }
  let r = row % call.y.size;
  let rows = over(call.y, r);
  let start = row / call.y.size * call.y.windows;
  for (var j = run.first; j < run.end; j++) {
    let columns = over(call.x, j);
    var sum: f32;
    sum = 0.0; // as above
    for (var down = rows.first; down < rows.end; down++) {
      if (tap_of(call.y, r, down) == NONE) { continue; }
      for (var across = columns.first; across < columns.end; across++) {
        if (tap_of(call.x, j, across) == NONE) { continue; }
        sum += at((start + down) * call.x.windows + across);
      }
    }
    y[row * call.x.size + j] = sum / f32(call.y.kernel * call.x.kernel);
  }
}
