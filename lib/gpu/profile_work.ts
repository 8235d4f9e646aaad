import { type ProfileRow, sumTimestamps } from "./profile.ts";
import { Profiler } from "./profiler.ts";
import type { Recorder } from "./recorder.ts";

/** Runs `work` with two timestamps around every dispatch and sums them up by kernel. */
export async function profileWork(
  device: GPUDevice,
  recorder: Recorder,
  work: () => void | Promise<void>,
  readBytes: (source: GPUBuffer, size: number) => Promise<ArrayBuffer>,
): Promise<ProfileRow[]> {
  const profiler = new Profiler(device);
  recorder.profiler = profiler;
  try {
    await work();
  } finally {
    recorder.profiler = undefined;
  }
  const target = device.createBuffer({
    label: "timestamps",
    size: Math.max(8, profiler.byteLength),
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  profiler.resolve(recorder, target);
  const bytes = await readBytes(target, profiler.byteLength);
  target.destroy();
  profiler.destroy();
  return sumTimestamps(profiler.labels, new BigUint64Array(bytes));
}
