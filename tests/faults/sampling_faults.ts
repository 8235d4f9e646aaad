import type { Fault } from "./fault.ts";

const CATEGORICAL = "tests/sampling/categorical_test.ts";

/** Faults of lib/sampling. */
export const samplingFaults: readonly Fault[] = [
  {
    what: "a sampler's clocks lose a term of their series",
    file: "lib/sampling/categorical.wgsl",
    find: "v * (1.0 + v * (1.0 / 2.0 +",
    replace: "v * (1.0 + v * (1.0 / 3.0 +",
    test: CATEGORICAL,
  },
  {
    what: "a sampler lets the last clock to ring win",
    file: "lib/sampling/categorical.wgsl",
    find: "log_weight(x[first + c]) - log(",
    replace: "log_weight(x[first + c]) + log(",
    test: CATEGORICAL,
  },
  {
    what: "a sampler forgets the last chunk of each row",
    file: "lib/sampling/categorical.wgsl",
    find: "for (var i = 1u; i < call.chunks; i++)",
    replace: "for (var i = 1u; i + 1u < call.chunks; i++)",
    test: CATEGORICAL,
  },
  {
    what: "all draws of a sampler share their clocks",
    file: "lib/sampling/categorical.wgsl",
    find: "block(call.key, vec2u(draw, c))",
    replace: "block(call.key, vec2u(0u, c))",
    test: CATEGORICAL,
  },
  {
    what: "a sampler draws classes of weight 0",
    file: "lib/sampling/categorical.wgsl",
    find: "return select(-FAR, log(max(value, 0x1p-126)), value > 0.0);",
    replace: "return log(max(value, 0.25));",
    test: CATEGORICAL,
  },
  {
    what: "a lane of a sampler walks more chunks than its loop turns",
    file: "lib/sampling/categorical.ts",
    find: "const few = Math.min(wanted, MOST_CHUNKS);",
    replace: "const few = wanted && Math.ceil(classes / least);",
    test: CATEGORICAL,
  },
];
