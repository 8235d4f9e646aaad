// The gradient of rows of a table: each row adds up what came from where it went.
//
//   dtable[r, c] = sum over n with indices[n] = r of dy[n, c],   dy: (N, C), dtable: (V, C)
//
// places[starts[r]] to places[starts[r + 1] - 1] are those n, rising. An invocation owns RUN numbers of
// a row of the table and adds in that order: no atomics, the same bits every time, and
// |error| <= gamma(uses of the row) sum |dy|. A row used often is walked through by few.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;

struct Call { rows: u32, width: u32 } // of the table

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> starts: array<u32>;
@group(0) @binding(2) var<storage, read> places: array<u32>;
@group(0) @binding(3) var<storage, read> dy: array<f32>;
@group(0) @binding(4) var<storage, read_write> dtable: array<f32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn embedding_gradient(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let runs_a_row = (call.width + RUN - 1u) / RUN;
  let run = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (run >= call.rows * runs_a_row) { return; }
  let r = run / runs_a_row;
  let first = run % runs_a_row * RUN;
  let start = starts[r];
  let end = starts[r + 1u];
  for (var c = first; c < min(first + RUN, call.width); c++) {
    var sum: f32;
    sum = 0.0; // naga clears a variable declared in a loop only the first time round
    for (var i = start; i < end; i++) { sum += dy[places[i] * call.width + c]; }
    dtable[r * call.width + c] = sum;
  }
}
