// Back from the largest elements of windows: dx[p, r, j] = sum of dy[p, w] over the windows w that took
// theirs there. dy, read by at(), and places: (planes, windows), dx: (planes, rows, columns). One
// invocation owns RUN elements of a row and adds up in the order of windows: the same bits every time.

@group(0) @binding(2) var<storage, read> places: array<u32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn max_pool_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let run = run_of(group, groups, lane, call.x.size);
  let row = run.row;
  if (row >= call.planes * call.y.size) { return; }
  let r = row % call.y.size;
  let rows = over(call.y, r);
  let start = row / call.y.size * call.windows;
  for (var j = run.first; j < run.end; j++) {
    let columns = over(call.x, j);
    var sum: f32;
    sum = 0.0; // naga clears a variable declared in a loop only the first time round
    for (var down = rows.first; down < rows.end; down++) {
      for (var across = columns.first; across < columns.end; across++) {
        let window = start + down * call.x.windows + across;
        if (places[window] == r * call.x.size + j) { sum += at(window); }
      }
    }
    dx[row * call.x.size + j] = sum;
  }
}
