// Back from the largest elements of windows: dx[p, r, j] = sum of dy[p, w] over the windows w that took
// theirs there. dy, read by at(), and places: (planes, windows), dx: (planes, rows, columns). One
// invocation owns one element and adds up in the order of windows: the same bits every time.

@group(0) @binding(2) var<storage, read> places: array<u32>;
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
  let rows = over(call.y, i % plane / call.x.size);
  let columns = over(call.x, i % call.x.size);
  let start = i / plane * call.windows;
  var sum = 0.0;
  for (var down = rows.first; down < rows.end; down++) {
    for (var across = columns.first; across < columns.end; across++) {
      let window = start + down * call.x.windows + across;
      if (places[window] == i % plane) { sum += at(window); }
    }
  }
  dx[i] = sum;
}
