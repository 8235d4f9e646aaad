// Strided gather: y[c] = x[offset + sum_d strides[d] c[d] + table[sum_d table_strides[d] c[d]]]
//
// for coordinates c of a result of up to 8 axes. `table` holds what the index arrays add. The host
// has joined neighbouring axes and checked every position: a GPU would clamp a wrong one in silence.
//
// One invocation owns RUN elements in a row along the last axis, so that the coordinates, which cost
// a division an axis, are worked out once a run: 64 on a CPU, where that is what counts, 1 on a GPU,
// where neighbours should write side by side. Elements move as bits: any 32-bit type will do.
//
// gather:          any strides.
// gather_vectors:  four elements at a time, where they lie side by side and every length, stride and
//                  offset is counted in fours, and there are no index arrays.

override WORKGROUP_SIZE: u32 = 64;
override RUN: u32 = 1;
override AXES: u32 = 8;
override TABLE_ON_LAST: bool = true;

// Elements of arrays in uniform memory fill multiples of 16 bytes.
struct Axis { length: u32, stride: i32, table_stride: u32, unused: u32 }
struct Plan { runs: u32, offset: i32, @align(16) axes: array<Axis, 8> }

@group(0) @binding(0) var<uniform> plan: Plan;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read> table: array<i32>;
@group(0) @binding(3) var<storage, read_write> y: array<u32>;

@group(0) @binding(1) var<storage, read> x4: array<vec4u>;
@group(0) @binding(3) var<storage, read_write> y4: array<vec4u>;

/// Where a run lies in the result, in x, and in the table.
struct Run { start: u32, length: u32, position: i32, entry: u32 }

fn find_run(run: u32) -> Run {
  let last = plan.axes[AXES - 1u];
  let runs_a_row = (last.length + RUN - 1u) / RUN;
  let row = run / runs_a_row;
  let first = (run - row * runs_a_row) * RUN;
  var position = plan.offset + i32(first) * last.stride;
  var entry = first * last.table_stride;
  var rest = row;
  for (var d = AXES - 1u; d > 0u; d--) {
    let axis = plan.axes[d - 1u];
    let quotient = rest / axis.length;
    let coordinate = rest - quotient * axis.length;
    rest = quotient;
    position += axis.stride * i32(coordinate);
    entry += axis.table_stride * coordinate;
  }
  return Run(row * last.length + first, min(RUN, last.length - first), position, entry);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn gather(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (index >= plan.runs) { return; }
  let run = find_run(index);
  let last = plan.axes[AXES - 1u];
  if (TABLE_ON_LAST) {
    for (var i = 0u; i < run.length; i++) {
      let added = table[run.entry + i * last.table_stride];
      y[run.start + i] = x[run.position + i32(i) * last.stride + added];
    }
  } else {
    // the same all along the run: one load less an element
    let position = run.position + table[run.entry];
    for (var i = 0u; i < run.length; i++) {
      y[run.start + i] = x[position + i32(i) * last.stride];
    }
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn gather_vectors(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let index = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (index >= plan.runs) { return; }
  let run = find_run(index);
  for (var i = 0u; i < run.length; i++) { y4[run.start + i] = x4[run.position + i32(i)]; }
}
