// The mean of every window, zeros outside the image counted. x, read by at(): (planes, rows, columns),
// y: (planes, windows). One invocation owns one window; of the gradient, one element of x, and adds up
// its share of every window over it. Sums run in order: |error| <= gamma(taps) mean |x|.

@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn average_pool(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= call.planes * call.windows) { return; }
  let start = i / call.windows * call.y.size;
  let down = i % call.windows / call.x.windows;
  let across = i % call.x.windows;
  var sum = 0.0;
  for (var u = 0u; u < call.y.kernel; u++) {
    let r = element(call.y, down, u);
    if (r >= call.y.size) { continue; }
    for (var v = 0u; v < call.x.kernel; v++) {
      let j = element(call.x, across, v);
      if (j < call.x.size) { sum += at((start + r) * call.x.size + j); }
    }
  }
  y[i] = sum / f32(call.y.kernel * call.x.kernel);
}

// at() reads dy, y is dx.
@compute @workgroup_size(WORKGROUP_SIZE)
fn average_pool_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let plane = call.y.size * call.x.size;
  if (i >= call.planes * plane) { return; }
  let r = i % plane / call.x.size;
  let j = i % call.x.size;
  let rows = over(call.y, r);
  let columns = over(call.x, j);
  let start = i / plane * call.y.windows;
  var sum = 0.0;
  for (var down = rows.first; down < rows.end; down++) {
    if (tap_of(call.y, r, down) == NONE) { continue; }
    for (var across = columns.first; across < columns.end; across++) {
      if (tap_of(call.x, j, across) == NONE) { continue; }
      sum += at((start + down) * call.x.windows + across);
    }
  }
  y[i] = sum / f32(call.y.kernel * call.x.kernel);
}
