// Scans and folds of rows with a monoid: x: (rows, n) -> y: (rows, n) or (rows).
//
//   y[r, i] = lower(lift(x[r, 0]) combine lift(x[r, 1]) combine ... lift(x[r, i]))
//
// The monoid is written behind this text: Element, State, lift(), combine(a, b) with a before b, which
// need not commute, identity() and lower(). A row walked backwards starts at its end. Segments begin
// at heads; an Item that holds one forgets what came before it, and so is a monoid again.
//
// A row is split into chunks where there are too few rows to fill the device:
//   totals:      what each chunk comes to;
//   carries:     what comes before each chunk, in place of the totals;
//   scan_chunks: the chunks once more, from there; alone when there is one chunk a row;
//   fold_chunks: what the chunks of a row come to.
// An invocation or a workgroup owns a chunk, or a row: scan_alone.wgsl, scan_together.wgsl. One walks all
// of it, which suits a CPU, where barriers are dear, and short rows. The lanes of a workgroup take a tile
// of per_lane elements each: each walks its own, they scan what each came to, and each walks its own
// again from what came before it. Two texts, for browsers want to see that all reach a barrier.

override WORKGROUP_SIZE: u32 = 16;
override EXCLUSIVE: bool = false;
override REVERSE: bool = false;
override SEGMENTED: bool = false;

struct Call { rows: u32, n: u32, chunks: u32, chunk_length: u32, per_lane: u32, parameter: f32 }
struct Item { state: State, head: u32 }

@group(0) @binding(0) var<uniform> call: Call;
@group(0) @binding(1) var<storage, read> x: array<Element>;
@group(0) @binding(2) var<storage, read> heads: array<u32>;
@group(0) @binding(3) var<storage, read_write> chunk_items: array<Item>;
@group(0) @binding(4) var<storage, read_write> y: array<Element>;

struct Around { before: Item, all: Item }
struct Chunk { row: u32, first: u32, end: u32, index: u32, real: bool }

fn none() -> Item { return Item(identity(), 0u); }

fn join(a: Item, b: Item) -> Item {
  if (SEGMENTED && b.head != 0u) { return b; }
  return Item(combine(a.state, b.state), a.head | b.head);
}

/// Where the i-th element of a walk along a row is.
fn place(row: u32, i: u32) -> u32 {
  return row * call.n + select(i, call.n - 1u - i, REVERSE);
}

fn load(row: u32, i: u32) -> Item {
  let at = place(row, i);
  var head = 0u;
  if (SEGMENTED) {
    // A backward walk enters a segment at its last element, which the next head follows.
    if (REVERSE) {
      if (i > 0u) { head = heads[at + 1u]; }
    } else {
      head = heads[at];
    }
  }
  return Item(lift(x[at], call.parameter), head);
}

/// The chunk of an owner. Those beyond the last chunk hold it too, for the barriers, but not really.
fn find_chunk(owner: u32) -> Chunk {
  let index = min(owner, call.rows * call.chunks - 1u);
  let row = index / call.chunks;
  let first = (index - row * call.chunks) * call.chunk_length;
  let end = min(call.n, first + call.chunk_length);
  return Chunk(row, first, end, index, index == owner);
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn totals(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let chunk = find_chunk(owner_of(group.y * groups.x + group.x, lane));
  var running = none();
  for (var tile = chunk.first; tile < chunk.end; tile += lanes() * call.per_lane) {
    let begin = min(chunk.end, tile + own_lane(lane) * call.per_lane);
    let end = min(chunk.end, begin + call.per_lane);
    var own = none();
    for (var i = begin; i < end; i++) { own = join(own, load(chunk.row, i)); }
    running = join(running, scan_lanes(own, lane).all);
  }
  if (chunk.real && own_lane(lane) == 0u) { chunk_items[chunk.index] = running; }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn scan_chunks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let chunk = find_chunk(owner_of(group.y * groups.x + group.x, lane));
  var running = none();
  if (call.chunks > 1u) { running = chunk_items[chunk.index]; }
  for (var tile = chunk.first; tile < chunk.end; tile += lanes() * call.per_lane) {
    let begin = min(chunk.end, tile + own_lane(lane) * call.per_lane);
    let end = select(begin, min(chunk.end, begin + call.per_lane), chunk.real);
    var own = none();
    if (lanes() > 1u) {
      for (var i = begin; i < end; i++) { own = join(own, load(chunk.row, i)); }
    }
    let around = scan_lanes(own, lane);
    var item = join(running, around.before);
    for (var i = begin; i < end; i++) {
      let next = load(chunk.row, i);
      var state = item.state;
      item = join(item, next);
      if (!EXCLUSIVE) {
        state = item.state;
      } else if (next.head != 0u) {
        state = identity();
      }
      y[place(chunk.row, i)] = lower(state);
    }
    running = join(running, around.all);
  }
}

// The owner of a row has its chunks.
@compute @workgroup_size(WORKGROUP_SIZE)
fn carries(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = owner_of(group.y * groups.x + group.x, lane);
  let share = (call.chunks + lanes() - 1u) / lanes();
  let begin = min(call.chunks, own_lane(lane) * share);
  let end = select(begin, min(call.chunks, begin + share), row < call.rows);
  var own = none();
  for (var c = begin; c < end; c++) { own = join(own, chunk_items[row * call.chunks + c]); }
  var before = scan_lanes(own, lane).before;
  for (var c = begin; c < end; c++) {
    let total = chunk_items[row * call.chunks + c];
    chunk_items[row * call.chunks + c] = before;
    before = join(before, total);
  }
}

@compute @workgroup_size(WORKGROUP_SIZE)
fn fold_chunks(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let row = owner_of(group.y * groups.x + group.x, lane);
  let share = (call.chunks + lanes() - 1u) / lanes();
  let begin = min(call.chunks, own_lane(lane) * share);
  let end = select(begin, min(call.chunks, begin + share), row < call.rows);
  var own = none();
  for (var c = begin; c < end; c++) { own = join(own, chunk_items[row * call.chunks + c]); }
  let all = scan_lanes(own, lane).all;
  if (row < call.rows && own_lane(lane) == 0u) { y[row] = lower(all.state); }
}
