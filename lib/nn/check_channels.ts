import type { Tensor } from "../tensor/mod.ts";

/** Throws unless the last axis of an input has as many channels as a module takes. */
export function checkChannels(action: string, { label, shape }: Tensor, channels: number): void {
  if (shape.at(-1) === channels) return;
  throw new RangeError(
    `Cannot ${action}: "${label}" is (${shape.join(", ")}), wanted (..., ${channels})`,
  );
}
