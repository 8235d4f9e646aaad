// What the gradients need of each row of y: statistics[i] = (l[i], y[i] . dy[i]), where the second is
// the mean of dy[i] . v[j] under the row's probabilities. An invocation owns a row.

struct Rows { count: u32 }

@group(0) @binding(0) var<uniform> rows: Rows;
@group(0) @binding(7) var<storage, read> log_sums: array<f32>;
@group(0) @binding(8) var<storage, read_write> statistics: array<vec2f>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn row_statistics(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= rows.count) { return; }
  let mean = dot_rows(own_row(false, i * D4), own_row(true, i * D4));
  statistics[i] = vec2f(log_sums[i], mean);
}
