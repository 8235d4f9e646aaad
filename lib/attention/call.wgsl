// What the kernels of attention share: one call, and which keys a query sees.
//
//   z[i, j] = scale q[i] . k[j] + mask[i, j],   hidden where j > i + keys - queries if causal,
//                                               where blocks[i / 64, j / 64] = 0, and where z <= HIDDEN
//
// Hidden scores are MASKED, not -infinity, which software Vulkan does not honour; their probability is
// set to 0, so that a row with nothing but hidden keys is 0 and not the mean of all values.

struct Call {
  batch: u32,
  heads: u32,
  kv_heads: u32,
  queries: u32,
  keys: u32,
  key_rows: u32, // rows of k and v a head has room for, of which `keys` are there
  causal: u32,
  mask_batch: u32, // elements of the mask from one batch, one head to the next; 0: the same
  mask_head: u32,
  scale: f32,
}

const MASKED: f32 = -1e30;
const HIDDEN: f32 = -1e29;
const BLOCK: u32 = 64;

// Rows walked along at a time: divides BLOCK, as the workgroup size does, so that all of a workgroup
// and a tile are of one block.
override TILE: u32 = 32;

// Whether an invocation of forward.wgsl owns two queries. Here, because naga 29 panics on an override
// that comes after workgroup memory whose size is one.
override PAIRED: bool = false;

// Constants, because a CPU runs every branch of a kernel, the untaken ones as well.
override HAS_BLOCKS: bool = false;
override HAS_MASK: bool = false;

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(5) var<storage, read> mask: array<f32>;
@group(0) @binding(6) var<storage, read> blocks: array<u32>;

// `head` counts through the batch: b * heads + h.
fn kv_head_of(head: u32) -> u32 {
  return head / call.heads * call.kv_heads + head % call.heads / (call.heads / call.kv_heads);
}

// The key after the last one query i sees.
fn keys_seen(i: u32) -> u32 {
  if (call.causal == 0u) { return call.keys; }
  return u32(clamp(i32(i) + 1 + i32(call.keys) - i32(call.queries), 0, i32(call.keys)));
}

// The first query that sees key j.
fn first_query(j: u32) -> u32 {
  if (call.causal == 0u) { return 0u; }
  return u32(max(0, i32(j) + i32(call.queries) - i32(call.keys)));
}

fn is_closed(i: u32, j: u32) -> bool {
  if (!HAS_BLOCKS) { return false; }
  let across = (call.keys + BLOCK - 1u) / BLOCK;
  return blocks[i / BLOCK * across + j / BLOCK] == 0u;
}

// The score of a scaled product, or MASKED.
fn score(head: u32, i: u32, j: u32, product: f32) -> f32 {
  var z = product;
  if (HAS_MASK) {
    let start = head / call.heads * call.mask_batch + head % call.heads * call.mask_head;
    z += mask[start + i * call.keys + j];
  }
  return select(z, MASKED, i >= call.queries || j >= keys_seen(i));
}
