/** Numbers of a linear layer. */
const linear = (inputs: number, outputs: number) => inputs * outputs + outputs;
/** Numbers of a convolution. */
const conv = (inputs: number, outputs: number, side: number, bias = true) =>
  inputs * outputs * side * side + (bias ? outputs : 0);
/** Weight and bias of a norm. */
const norm = (channels: number) => 2 * channels;

/** Parameters of a Transformer layer of a width, an MLP of four times that, and LayerScale. */
export function layerParameters(
  channels: number,
  { queryKeyNorm = 0 }: { queryKeyNorm?: number } = {},
): number {
  const attention = linear(channels, 3 * channels) + linear(channels, channels);
  const mlp = linear(channels, 4 * channels) + linear(4 * channels, channels);
  const scales = 2 * channels;
  return attention + mlp + 2 * norm(channels) + scales +
    (queryKeyNorm ? 2 * norm(queryKeyNorm) : 0);
}

/** DINOv2's ViT-L: patches of 14 at 518 pixels, a class token, four registers and a mask token. */
export function encoderParameters(): number {
  const places = (518 / 14) ** 2 + 1;
  const tokens = (places + 1 + 4 + 1) * 1024;
  return conv(3, 1024, 14) + tokens + 24 * layerParameters(1024) + norm(1024);
}

/** Alternating attention: `layers` of width 1024 in all, and two sets of five tokens. */
export function aggregatorParameters(layers: number): number {
  return layers * layerParameters(1024, { queryKeyNorm: 64 }) + 2 * 5 * 1024;
}

/** Four layers of width 2048, their modulation by the last estimate, and an MLP to nine numbers. */
export function cameraHeadParameters(): number {
  const [c, pose] = [2048, 9];
  const modulation = pose + linear(pose, c) + linear(c, 3 * c);
  const branch = linear(c, c / 2) + linear(c / 2, pose);
  return 4 * layerParameters(c) + modulation + branch + 2 * norm(c);
}

/** A DPT head over four layers of width 2048, with `outputs` numbers a pixel. */
export function denseHeadParameters(outputs: number): number {
  const [c, features] = [2048, 256];
  const widths = [256, 512, 1024, 1024] as const;
  const projected = widths.reduce((sum, width) => sum + conv(c, width, 1), norm(c));
  const resized = conv(256, 256, 4) + conv(512, 512, 2) + conv(1024, 1024, 3);
  const brought = widths.reduce((sum, width) => sum + conv(width, features, 3, false), 0);
  const unit = 2 * conv(features, features, 3);
  const fused = 7 * unit + 4 * conv(features, features, 1);
  const last = conv(features, features / 2, 3) + conv(features / 2, 32, 3) + conv(32, outputs, 1);
  return projected + resized + brought + fused + last;
}

/** The parts of VGGT but for its tracking head; `layers` of attention, frame-wise and global. */
export function vggtParameters({ layers }: { layers: number }): Record<string, number> {
  return {
    "DINOv2 ViT-L": encoderParameters(),
    "alternating attention": aggregatorParameters(layers),
    "camera head": cameraHeadParameters(),
    "depth head": denseHeadParameters(2),
    "point head": denseHeadParameters(4),
  };
}
