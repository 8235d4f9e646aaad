// Appends to a cache: x: (heads, T, D) goes to rows start to start + T of each head of
// cache: (heads, capacity, D). Numbers move as bits. An invocation owns one number of x.

override WORKGROUP_SIZE: u32 = 64;

// All in numbers: of x, of one head of it, of one head of the cache, and before the rows to come.
struct Call { count: u32, head: u32, capacity: u32, start: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<u32>;
@group(0) @binding(2) var<storage, read_write> cache: array<u32>;

@compute @workgroup_size(WORKGROUP_SIZE)
fn append_rows(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= call.count) { return; }
  cache[i / call.head * call.capacity + call.start + i % call.head] = x[i];
}
