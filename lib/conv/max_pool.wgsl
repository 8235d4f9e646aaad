// The largest element of every window, and which it is. x: (planes, rows, columns), y and places:
// (planes, windows); places count elements of the plane, the first of equals wins. One invocation owns
// one window. The gradient goes the other way: one invocation owns one element of x and adds up what
// the windows hand it that took theirs from it, in order.

@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> places: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn max_pool(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let windows = call.y.windows * call.x.windows;
  if (i >= call.planes * windows) { return; }
  let start = i / windows * call.y.size * call.x.size;
  let down = i % windows / call.x.windows;
  let across = i % call.x.windows;
  var largest = 0.0;
  var place = NONE;
  for (var u = 0u; u < call.y.kernel; u++) {
    let r = element(call.y, down, u);
    if (r >= call.y.size) { continue; }
    for (var v = 0u; v < call.x.kernel; v++) {
      let j = element(call.x, across, v);
      if (j >= call.x.size) { continue; }
      let at = r * call.x.size + j;
      let value = x[start + at];
      if (place == NONE || value > largest) {
        largest = value;
        place = at;
      }
    }
  }
  y[i] = largest;
  places[i] = place;
}

@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> taken: array<u32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn max_pool_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  let plane = call.y.size * call.x.size;
  if (i >= call.planes * plane) { return; }
  let r = i % plane / call.x.size;
  let j = i % call.x.size;
  let start = i / plane * call.y.windows * call.x.windows;
  var sum = 0.0;
  for (var down = first_window(call.y, r); down <= last_window(call.y, r); down++) {
    for (var across = first_window(call.x, j); across <= last_window(call.x, j); across++) {
      let window = start + down * call.x.windows + across;
      if (taken[window] == i % plane) { sum += dy[window]; }
    }
  }
  dx[i] = sum;
}
