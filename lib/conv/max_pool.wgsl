// The largest element of every window, and which it is. x, read by at(): (planes, rows, columns), y and
// places: (planes, windows); places count elements of the plane, the first of equals wins. One
// invocation owns RUN windows of a row.

@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@group(0) @binding(3) var<storage, read_write> places: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn max_pool(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, call.x.windows);
  let row = run.row;
  if (row >= call.planes * call.y.windows) { return; }
  let down = row % call.y.windows;
  let start = row / call.y.windows * call.y.size * call.x.size;
  for (var across = run.first; across < run.end; across++) {
    var largest = 0.0;
    var place: u32;
    place = NONE; // naga clears a variable declared in a loop only the first time round
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
    y[row * call.x.windows + across] = largest;
    places[row * call.x.windows + across] = place;
  }
}
