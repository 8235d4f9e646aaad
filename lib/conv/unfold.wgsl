// The windows of images as columns: columns[p, u, v, w] = x[p, element u, v of window w], 0 outside the
// image and past the last window. x, read by at(): (planes, rows, columns), columns: (planes, taps,
// wide). One invocation owns RUN windows of a tap, one after the other: nothing is divided on the way.

@group(0) @binding(2) var<storage, read_write> columns: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn unfold(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, call.wide);
  let row = run.row;
  let taps = call.y.kernel * call.x.kernel;
  if (row >= call.planes * taps) { return; }
  let window = call.first_window + run.first;
  let left = element(call.x, 0u, row % call.x.kernel);
  let plane = (call.first_plane + row / taps) * call.y.size * call.x.size;
  var across = window % call.x.windows;
  var j = left + across * call.x.stride;
  var r = element(call.y, window / call.x.windows, row % taps / call.x.kernel);
  for (var w = run.first; w < run.end; w++) {
    var value: f32;
    value = 0.0; // naga clears a variable declared in a loop only the first time round
    if (w < call.windows && r < call.y.size && j < call.x.size) {
      value = at(plane + r * call.x.size + j);
    }
    columns[row * call.wide + w] = value;
    across += 1u;
    j += call.x.stride;
    if (across == call.x.windows) {
      across = 0u;
      j = left;
      r += call.y.stride;
    }
  }
}
