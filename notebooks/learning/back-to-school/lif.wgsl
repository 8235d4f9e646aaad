// One millisecond of leaky integrate-and-fire neurons, in whole numbers: every device, and a CPU,
// gives the same spikes.
//
//   v <- v - v / 16 + input,  a spike at v >= 2^16, then v = 0 and REST ms of silence
//   s <- s - s / 64, and 64 more at a spike            (what a neuron's synapses still pass on)
//   input_i = drive_i + cue_i (while it lasts) + noise + (sum over edges into i of weight s) / 16
//
// Divisions are shifts and round down. One invocation owns one neuron: its state, its new trace and
// its count. Sums stay below 2^31 while the |weights| into a neuron add up to less than 2^20.

override WORKGROUP_SIZE: u32 = 64;

struct Step { key: vec2u, neurons: u32, time: u32, cue_ends: u32, noise: u32, window: u32, rest: u32 }
struct Neuron { v: i32, rest: u32 }

@group(0) @binding(0) var<uniform> step: Step;
@group(0) @binding(1) var<storage, read> starts: array<u32>;
@group(0) @binding(2) var<storage, read> edges: array<vec2i>; // source, weight
@group(0) @binding(3) var<storage, read> input: array<vec2i>; // drive, cue
@group(0) @binding(4) var<storage, read> traces: array<i32>;
@group(0) @binding(5) var<storage, read_write> next: array<i32>;
@group(0) @binding(6) var<storage, read_write> neurons: array<Neuron>;
@group(0) @binding(7) var<storage, read_write> counts: array<u32>;

const THRESHOLD: i32 = 65536;

@compute @workgroup_size(WORKGROUP_SIZE)
fn live(
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let i = (group.y * groups.x + group.x) * WORKGROUP_SIZE + lane;
  if (i >= step.neurons) { return; }
  var synapses = 0;
  for (var e = starts[i]; e < starts[i + 1u]; e++) {
    synapses += edges[e].y * traces[edges[e].x];
  }
  var current = input[i].x + (synapses >> 4u);
  if (step.time < step.cue_ends) { current += input[i].y; }
  if (step.noise > 0u) {
    let chance = block(step.key, vec2u(i, step.time)).x >> 16u;
    current += i32((chance * (2u * step.noise + 1u)) >> 16u) - i32(step.noise);
  }
  var trace = traces[i] - (traces[i] >> 6u);
  var me = neurons[i];
  if (me.rest > 0u) {
    me.rest -= 1u;
  } else {
    me.v = max(-THRESHOLD, me.v - (me.v >> 4u) + current);
    if (me.v >= THRESHOLD) {
      me = Neuron(0, step.rest);
      trace += 64;
      counts[(step.time / step.window) * step.neurons + i] += 1u;
    }
  }
  neurons[i] = me;
  next[i] = trace;
}
