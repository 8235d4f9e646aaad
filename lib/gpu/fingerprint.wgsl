// Bits of the arithmetic WGSL leaves open: elementary functions have error bounds, not values, and
// a * b + c may or may not be fused. Two adapters that agree here mostly agree everywhere.
//
//   bits[i, f] = bits of f(x[i])     (32, 10); one invocation owns one x

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> bits: array<array<u32, 10>>;

@compute @workgroup_size(32)
fn fingerprint(@builtin(local_invocation_index) i: u32) {
  let v = x[i];
  let positive = abs(v) + 0.001;
  bits[i] = array(
    bitcast<u32>(exp(v)),
    bitcast<u32>(pow(positive, 1.7)),
    bitcast<u32>(tanh(v)),
    bitcast<u32>(sin(v)),
    bitcast<u32>(inverseSqrt(positive)),
    bitcast<u32>(fma(v, v, -0.1)),
    bitcast<u32>(v * v - 0.1),
    bitcast<u32>(log(positive)),
    bitcast<u32>(1.0 / positive),
    bitcast<u32>(sqrt(positive)),
  );
}
