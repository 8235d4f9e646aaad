import type { Fault } from "./fault.ts";

const CONV = "tests/conv/conv2d_test.ts";
const UNFOLD = "tests/conv/unfold_test.ts";

/** Faults of lib/conv. */
export const convFaults: readonly Fault[] = [
  {
    what: "convolution by tiles takes row 5 for row 4",
    file: "lib/conv/gathered_tiles.wgsl",
    find: "let a5 = a[l + r5]",
    replace: "let a5 = a[l + r4]",
    test: CONV,
  },
  {
    what: "convolution by tiles takes the group of the part before",
    file: "lib/conv/gathered_tiles.wgsl",
    find: "let g = block % call.groups;",
    replace: "let g = block / call.parts;",
    test: CONV,
  },
  {
    what: "convolution by rows leaves the last row out",
    file: "lib/conv/gathered_rows.wgsl",
    find: "let row = tile / across % call.n;",
    replace: "let row = tile / across % call.n * (call.n - 1u);",
    test: CONV,
  },
  {
    what: "a chunk of a convolution ends a term early",
    file: "lib/conv/gathered_call.wgsl",
    find: "min(begin + call.chunk, call.k),",
    replace: "min(begin + call.chunk, call.k) - u32(begin > 0u),",
    test: CONV,
  },
  {
    what: "sums of a convolution that go on begin anew",
    file: "lib/conv/gathered_call.wgsl",
    find: "(call.finish & GOES_ON) != 0u",
    replace: "false",
    test: CONV,
  },
  {
    what: "the bias of a convolution is that of the first group",
    file: "lib/conv/gathered_call.wgsl",
    find: "bias[block % call.groups * call.n + row]",
    replace: "bias[row]",
    test: CONV,
  },
  {
    what: "padding is on one side alone",
    file: "lib/conv/pad_planes.wgsl",
    find: "let column = i32(j) - call.left;",
    replace: "let column = i32(j) - 2 * call.left;",
    test: CONV,
  },
  {
    what: "padding carries a number on to the next",
    file: "lib/conv/pad_planes.wgsl",
    find: "value = 0u; // naga",
    replace: "// naga",
    test: CONV,
  },
  {
    what: "the gradient of a convolution does not turn the kernel round",
    file: "lib/conv/conv2d_gradients.ts",
    find: "steps[o * taps + (taps - 1 - tap)]",
    replace: "steps[i]",
    test: CONV,
  },
  {
    what: "the second share of images is folded over the first",
    file: "lib/conv/conv2d_gradients.ts",
    find: "first: first * channels,",
    replace: "",
    test: CONV,
  },
  {
    what: "windows are unfolded from the row below",
    file: "lib/conv/unfold.wgsl",
    find: "x[(start + r) * call.x.size + j]",
    replace: "x[(start + r + 1u) * call.x.size + j]",
    test: UNFOLD,
  },
  {
    what: "an element outside the image wraps round into it",
    file: "lib/conv/unfold.wgsl",
    find: "r < call.y.size && j < call.x.size",
    replace: "r < call.y.size",
    test: UNFOLD,
  },
  {
    what: "folding leaves the last column of a window out",
    file: "lib/conv/fold.wgsl",
    find: "v < call.x.kernel; v++",
    replace: "v + 1u < max(2u, call.x.kernel); v++",
    test: UNFOLD,
  },
  {
    what: "folding takes elements between windows for theirs",
    file: "lib/conv/windows.wgsl",
    find: "offset % side.stride == 0u && i",
    replace: "i",
    test: UNFOLD,
  },
];
