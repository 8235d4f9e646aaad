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
    what: "convolution by channel takes every channel for the first",
    file: "lib/conv/gathered_row.wgsl",
    find: "let g = block % call.groups;",
    replace: "let g = 0u;",
    test: CONV,
  },
  {
    what: "convolution by channel multiplies the last two columns with one number",
    file: "lib/conv/gathered_row.wgsl",
    find: "let p3 = place_of(column, 3u);",
    replace: "let p3 = place_of(column, 2u);",
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
    what: "folding leaves the last window over an element out",
    file: "lib/conv/fold.wgsl",
    find: "across <= last_window(call.x, j); across++",
    replace: "across < last_window(call.x, j) + u32(call.x.windows == 1u); across++",
    test: UNFOLD,
  },
  {
    what: "folding takes elements in the holes of a window for its own",
    file: "lib/conv/windows.wgsl",
    find: "steps / side.dilation, steps % side.dilation == 0u);",
    replace: "steps / side.dilation, true);",
    test: UNFOLD,
  },
  {
    what: "folding begins a window late",
    file: "lib/conv/windows.wgsl",
    find: "(beyond + side.stride - 1u) / side.stride",
    replace: "(beyond + side.stride) / side.stride",
    test: UNFOLD,
  },
];
