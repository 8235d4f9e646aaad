import { throws } from "node:assert/strict";
import * as t from "@rederive/lib/tensor";
import { gpuTest } from "../gpu/with_gpu.ts";

gpuTest("what does not fit is named with its shapes", (gpu) => {
  using a = t.tensor(gpu, new Float32Array(6), { shape: [2, 3], label: "a" });
  using b = t.tensor(gpu, new Float32Array(20), { shape: [4, 5], label: "b" });
  using whole = t.tensor(gpu, Int32Array.of(1, 2), { label: "whole" });
  const ints = whole as unknown as t.Tensor;
  const cases: [() => unknown, RegExp][] = [
    [
      () => t.tensor(gpu, new Float32Array(5), { shape: [2, 3] }),
      /5 elements for the shape \(2, 3\), wanted 6/,
    ],
    [
      () => t.matmul(a, b),
      /"a" is \(2, 3\) and "b" is \(4, 5\), wanted \(\.\.\., N, K\) and \(\.\.\., K, M\) with the same K/,
    ],
    [() => t.matmul(a, t.sum(a)), /wanted \(\.\.\., N, K\) and/],
    [
      () => t.conv2d(t.reshape(a, [1, 2, 1, 3]), t.reshape(b, [4, 5, 1, 1])),
      /"reshape" is \(1, 2, 1, 3\) and "reshape" is \(4, 5, 1, 1\), groups 1, wanted \(B, C, height/,
    ],
    [
      () => t.conv2d(t.reshape(a, [1, 2, 1, 3]), t.reshape(a, [3, 2, 1, 1]), { bias: a }),
      /Cannot convolve: the bias is \(2, 3\), wanted \(O\) = \(3\)/,
    ],
    [
      () => t.conv2d(t.reshape(a, [1, 2, 1, 3]), t.reshape(b, [2, 2, 1, 5])),
      /Cannot convolve: a window reaches over 5 columns, the image has 3 and 0 of padding/,
    ],
    [
      () => t.linear(a, b),
      /linear layer: "a" is \(2, 3\), the weight is \(4, 5\), wanted \(\.\.\., K\), \(M, K\)$/,
    ],
    [() => t.linear(a, a, { bias: b }), /and the bias \(4, 5\), wanted .* \(M, K\) and \(M\)$/],
    [() => t.layerNorm(a, { gain: b }), /layerNorm of "a": the gain is \(4, 5\), wanted \(3\)/],
    [() => t.add(a, b), /Cannot broadcast shapes \(2, 3\) and \(4, 5\)/],
    [() => t.add(1, 2), /no input is a tensor, wanted at least one/],
    [() => t.exp(ints), /Cannot compute "exp": "whole" is of i32, wanted f32/],
    [() => t.matmul(ints, a), /Cannot multiply: "whole" is of i32, wanted f32/],
    [() => t.sum(ints), /Cannot take sum: "whole" is of i32/],
    [() => t.sum(a, { axes: [2] }), /it has no axis 2/],
    [() => t.mean(t.slice(a, [[0, 0]])), /has no elements there, wanted at least one/],
    [() => t.reshape(a, [4]), /Cannot reshape "a": \(4\) for the 6 elements of \(2, 3\)/],
    [() => t.reshape(a, [4, -1]), /Cannot reshape "a": \(4, -1\)/],
    [() => t.permute(a, [0, 0]), /the order is \(0, 0\), wanted each axis from 0 to 1 once/],
    [() => t.transpose(t.sum(a)), /Cannot transpose "sum": it is \(\), wanted at least two axes/],
    [
      () => t.broadcastTo(a, [3]),
      /Cannot broadcast "a": \(2, 3\) to \(3\)|Cannot broadcast shapes/,
    ],
    [() => t.slice(a, [[0, 3]]), /axis 0 from 0 to 3, wanted bounds from 0 to 2/],
    [() => t.slice(a, [null, null, null]), /3 ranges, wanted at most one an axis/],
    [
      () => t.pad(a, [[1, 1]]),
      /Cannot pad "a" of \(2, 3\): widths \(1, 1\), wanted two counts an axis/,
    ],
    [() => t.concat([]), /no tensors, wanted at least one/],
    [() => t.concat([a, b]), /Cannot concatenate \(2, 3\), \(4, 5\) along axis 0/],
    [() => t.stack([a, b]), /Cannot concatenate \(1, 2, 3\), \(1, 4, 5\) along axis 0/],
    [() => t.stack([a], { axis: 4 }), /Cannot stack along axis 4: wanted one from 0 to 2/],
    [() => t.split(a, [1, 1], { axis: 1 }), /lengths 1, 1 along axis 1, wanted .* add up to 3/],
    [() => t.flip(a, [2]), /Cannot flip "a" of \(2, 3\): axes 2, wanted axes it has, each once/],
    [() => t.flip(a, [0, -2]), /axes 0, -2, wanted axes it has, each once/],
    [() => t.variance(a, { correction: 6 }), /has 6 elements there, wanted more than .* 6/],
    [() => t.cumulativeSum(a, { axis: 2 }), /Cannot add up "a" of \(2, 3\): it has no axis 2/],
    [() => t.discountedSum(a, { discount: NaN }), /the discount is NaN, wanted a finite number/],
    [
      () => t.discountedSum(a, { discount: 1, heads: whole as unknown as t.Tensor<"u32"> }),
      /heads are \(2\) of i32, wanted \(2, 3\) of u32/,
    ],
    [() => t.sort(a, { axis: -3 }), /Cannot sort "a" of \(2, 3\): it has no axis -3/],
    [
      () => t.topK(a, { k: 4 }),
      /Cannot choose 4 from "a": it is \(2, 3\), wanted 1 to 3 along axis -1/,
    ],
    [() => t.argmax(t.slice(a, [[0, 0]])), /Cannot take argmax of "slice": \(0, 3\) has no elem/],
    [() => t.unfold(a, { kernel: 1 }), /Cannot unfold "a": it is \(2, 3\), wanted \(B, C, hei/],
    [
      () => t.fold(a, { height: 2, width: 2, kernel: 1 }),
      /Cannot fold "a": it is \(2, 3\), wanted \(B, C rows columns, windows\) with 4 windows/,
    ],
    [() => t.maxPool2d(a, { kernel: 2 }), /Cannot pool "a": it is \(2, 3\), wanted \(B, C, height/],
    [() => t.softmax(t.sum(a)), /it is a single number, wanted an axis/],
    [() => t.crossEntropy(a, Int32Array.of(1)), /1 targets, wanted one a row, 2/],
    [
      () => t.crossEntropy(a, Int32Array.of(1, 3)),
      /Cannot take the cross-entropy: target 3 at 1, wanted one from -1 to 2/,
    ],
    [
      () => t.grad(a, [a]),
      /Cannot take the gradient of "a": it is \(2, 3\), wanted one number\nTry: sum/,
    ],
    [() => t.vjp(a, [a], b), /the cotangent is \(4, 5\), wanted \(2, 3\)/],
    [() => t.jvp(a, [a], [b]), /the tangent is \(4, 5\), wanted \(2, 3\)/],
    [() => t.jvp(a, [a], []), /Cannot move 1 tensors along 0 tangents/],
    [() => t.grad(t.sum(a), [ints]), /Cannot differentiate: "whole" is of i32/],
    [() => t.evaluate64(t.exp(a), new Map()), /Cannot evaluate "a" in f64: wanted its elements/],
    [
      () => t.difference64(t.exp(a), new Map([[a, [1]]]), new Map([[a, [1, 2]]])),
      /Cannot move "a": it has 1 values and the direction 2 elements/,
    ],
  ];
  for (const [act, message] of cases) throws(act, message);
});
