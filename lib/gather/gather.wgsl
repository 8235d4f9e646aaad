// Strided gather. Invocation i owns element i of the result y, of shape s[0] x ... x s[R-1], R <= 8.
//
//   y[i] = x[base + sum_r c[r] * stride[r] + offsets[b]]
//
// where c are the coordinates of i in C order and b, the place in the block of index arrays, counts
// the coordinates first_block .. end_block in C order. A result without such a block has one offset, 0.
//
// plan = n, R, base, first_block, end_block, s[0 .. R), stride[0 .. R). The host has checked that
// every position lies inside x: nothing here clamps.

override WORKGROUP_SIZE: u32 = 64;

@group(0) @binding(0) var<storage, read> plan: array<i32>;
@group(0) @binding(1) var<storage, read> offsets: array<i32>;
@group(0) @binding(2) var<storage, read> x: array<u32>;
@group(0) @binding(3) var<storage, read_write> y: array<u32>;

const HEAD = 5;

@compute @workgroup_size(WORKGROUP_SIZE)
fn gather(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = i32((group.y * groups.x + group.x) * WORKGROUP_SIZE + lane);
  if (i >= plan[0]) { return; }
  let rank = plan[1];
  var rest = i;
  var position = plan[2];
  var place = 0;
  var place_stride = 1;
  for (var r = rank - 1; r >= 0; r--) {
    let size = plan[HEAD + r];
    let c = rest % size;
    rest /= size;
    position += c * plan[HEAD + rank + r];
    if (r >= plan[3] && r < plan[4]) {
      place += c * place_stride;
      place_stride *= size;
    }
  }
  y[i] = x[position + offsets[place]];
}
