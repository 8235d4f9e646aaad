// The largest element of every window, and which it is. x, read by at(): (planes, rows, columns), y and
// places: (planes, windows); places count elements of the plane, the first of equals wins. One
// invocation owns one window.

@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> places: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn max_pool(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= call.planes * call.windows) { return; }
  let start = i / call.windows * call.y.size * call.x.size;
  let down = i % call.windows / call.x.windows;
  let across = i % call.x.windows;
  var largest = 0.0;
  var place = NONE;
  for (var u = 0u; u < call.y.kernel; u++) {
    let r = element(call.y, down, u);
    if (r >= call.y.size) { continue; }
    for (var v = 0u; v < call.x.kernel; v++) {
      let j = element(call.x, across, v);
      if (j >= call.x.size) { continue; }
      let here = r * call.x.size + j;
      let value = at(start + here);
      if (place == NONE || value > largest) {
        largest = value;
        place = here;
      }
    }
  }
  y[i] = largest;
  places[i] = place;
}
