// The mean of every window, zeros outside the image counted. x: (planes, rows, columns), y: (planes,
// windows). One invocation owns one window; of the gradient, one element of x, and adds up its share of
// every window over it. Sums run in order: |error| <= gamma(taps) mean |x|.

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn average_pool(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let windows = call.y.windows * call.x.windows;
  if (i >= call.planes * windows) { return; }
  let start = i / windows * call.y.size;
  let down = i % windows / call.x.windows;
  let across = i % call.x.windows;
  var sum = 0.0;
  for (var u = 0u; u < call.y.kernel; u++) {
    let r = element(call.y, down, u);
    if (r >= call.y.size) { continue; }
    for (var v = 0u; v < call.x.kernel; v++) {
      let j = element(call.x, across, v);
      if (j < call.x.size) { sum += x[(start + r) * call.x.size + j]; }
    }
  }
  y[i] = sum / f32(call.y.kernel * call.x.kernel);
}

@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read_write> dx: array<f32>;

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
  let start = i / plane * call.y.windows;
  var sum = 0.0;
  for (var down = first_window(call.y, r); down <= last_window(call.y, r); down++) {
    if (tap_of(call.y, r, down) == NONE) { continue; }
    for (var across = first_window(call.x, j); across <= last_window(call.x, j); across++) {
      if (tap_of(call.x, j, across) == NONE) { continue; }
      sum += dy[(start + down) * call.x.windows + across];
    }
  }
  dx[i] = sum / f32(call.y.kernel * call.x.kernel);
}
