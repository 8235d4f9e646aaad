// The adjoint of unfolding: y[p, r, j] = sum over the windows w whose element u, v is r, j of
// columns[p, u, v, w]. columns, read by at(): (planes, taps, wide), y: (planes, rows, columns). One
// invocation owns RUN elements of a row and adds up in the order of windows: |error| <= gamma(taps)
// sum |columns|, the same bits every time. Windows that are not in this share are added by another.

@group(0) @binding(2) var<storage, read_write> y: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn fold(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, call.x.size);
  let row = run.row;
  if (row >= call.planes * call.y.size) { return; }
  let p = row / call.y.size;
  let r = row % call.y.size;
  let rows = over(call.y, r);
  let start = (call.first_plane * call.y.size + row) * call.x.size;
  for (var j = run.first; j < run.end; j++) {
    let columns = over(call.x, j);
    var sum: f32;
    sum = 0.0; // naga clears a variable declared in a loop only the first time round
    if (call.adds == 1u) { sum = y[start + j]; }
    for (var down = rows.first; down < rows.end; down++) {
      let u = tap_of(call.y, r, down);
      if (u == NONE) { continue; }
      for (var across = columns.first; across < columns.end; across++) {
        let v = tap_of(call.x, j, across);
        let w = down * call.x.windows + across - call.first_window;
        if (v == NONE || w >= call.windows) { continue; }
        sum += at(((p * call.y.kernel + u) * call.x.kernel + v) * call.wide + w);
      }
    }
    y[start + j] = sum;
  }
}
