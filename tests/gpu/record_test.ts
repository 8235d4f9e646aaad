import {
  deepStrictEqual as deepEqual,
  rejects,
  strictEqual as equal,
  throws,
} from "node:assert/strict";
import { type Gpu, type GpuArray, type Kernel, openGpu } from "@rederive/lib/gpu";
import { gpuTest } from "./with_gpu.ts";

const code = `@group(0) @binding(0) var<storage, read_write> x: array<f32>;
@group(0) @binding(1) var<storage, read> by: array<f32>;
@group(0) @binding(2) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(1) fn add(@builtin(workgroup_id) i: vec3u) { x[i.x] += by[0]; }
@compute @workgroup_size(1) fn double(@builtin(workgroup_id) i: vec3u) { y[i.x] = 2.0 * x[i.x]; }`;

const adder = (gpu: Gpu): Promise<Kernel> => gpu.kernel({ code, entry: "add" });
const doubler = (gpu: Gpu): Promise<Kernel> => gpu.kernel({ code, entry: "double" });

/** x doubled `times` times and added back into x, through arrays that are made on the way. */
async function twistedSum(gpu: Gpu, x: GpuArray<"f32">, times: number): Promise<void> {
  const [add, double] = [await adder(gpu), await doubler(gpu)];
  let last: GpuArray<"f32"> = x;
  for (let i = 0; i < times; i++) {
    const next = gpu.empty("f32", 1, `double ${i}`);
    gpu.run(double, [last, null, next], 1);
    if (last !== x) last[Symbol.dispose]();
    last = next;
  }
  gpu.run(add, [x, last], 1);
  if (last !== x) last[Symbol.dispose]();
}

gpuTest(
  "a replay does again what was recorded, whatever else uses the pool meanwhile",
  async (gpu) => {
    using x = gpu.array(Float32Array.of(1));
    using recording = await gpu.record(() => twistedSum(gpu, x, 3)); // x -> 9 x
    equal(recording.dispatches >= 4, true);
    for (let round = 0; round < 3; round++) {
      using others = gpu.array(new Float32Array(64).fill(round), "others");
      using more = gpu.array(new Float32Array(1).fill(-round), "more");
      recording.replay();
      deepEqual(await gpu.readMany([others, more]), [
        new Float32Array(64).fill(round),
        new Float32Array(1).fill(-round),
      ]);
    }
    deepEqual(await gpu.read(x), Float32Array.of(9 ** 4));
  },
);

gpuTest("memory that is let go while recording is lent again in the recording", async (gpu) => {
  using x = gpu.array(Float32Array.of(1));
  const use = async (times: number) => {
    const before = gpu.memory.arrays;
    using _recording = await gpu.record(() => twistedSum(gpu, x, times));
    return gpu.memory.arrays - before;
  };
  // Two arrays take turns; what is more belongs to parameters of the poison of the test's GPU.
  const [few, many] = [await use(2), await use(12)];
  equal(many - few <= 10, true, `${few} and ${many} buffers`);
});

gpuTest("what nobody wrote is poisoned at each replay, in tests", async (gpu) => {
  const double = await doubler(gpu);
  using y = gpu.zeros("f32", 1, "y");
  using recording = await gpu.record(() => {
    using rubbish = gpu.empty("f32", 1);
    using two = gpu.empty("f32", 1);
    gpu.run(double, [rubbish, null, two], 1);
    gpu.run(double, [two, null, y], 1);
  });
  for (let i = 0; i < 2; i++) {
    gpu.write(y, Float32Array.of(1));
    recording.replay();
    deepEqual([...await gpu.read(y)], [NaN]);
  }
});

gpuTest("what the host writes is asked for again at each replay, in its place", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.array(Float32Array.of(0));
  using by = gpu.zeros("f32", 1, "by");
  let step = 0;
  using recording = await gpu.record(() => {
    gpu.everyRun(() => gpu.write(by, Float32Array.of(++step)));
    gpu.run(add, [x, by], 1);
    gpu.everyRun(() => gpu.write(by, Float32Array.of(100 * step))); // after the run before
    gpu.run(add, [x, by], 1);
    using more = gpu.array(() => Float32Array.of(10_000 * step));
    gpu.run(add, [x, more], 1);
  });
  for (let i = 0; i < 3; i++) recording.replay();
  deepEqual(await gpu.read(x), Float32Array.of(10_101 * (1 + 2 + 3 + 4)));
});

gpuTest("what was sent while recording stays, though its array is let go", async (gpu) => {
  const [add, double] = [await adder(gpu), await doubler(gpu)];
  using x = gpu.array(Float32Array.of(5));
  using recording = await gpu.record(() => {
    {
      using one = gpu.array(Float32Array.of(1));
      gpu.run(add, [x, one], 1);
    }
    using scratch = gpu.empty("f32", 1);
    gpu.run(double, [x, null, scratch], 1);
  });
  recording.replay();
  recording.replay();
  deepEqual(await gpu.read(x), Float32Array.of(8));
});

gpuTest("zeros() are zeros at each replay", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.array(Float32Array.of(0));
  using one = gpu.array(Float32Array.of(1));
  using recording = await gpu.record(() => {
    using sum = gpu.zeros("f32", 1);
    gpu.run(add, [sum, one], 1);
    gpu.run(add, [x, sum], 1);
  });
  recording.replay();
  deepEqual(await gpu.read(x), Float32Array.of(2));
});

gpuTest("copy() copies whole arrays of one type, at each replay too", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.array(Float32Array.of(1, 2), "x");
  using y = gpu.array(Float32Array.of(0, 0), "y");
  using one = gpu.array(Float32Array.of(1));
  using recording = await gpu.record(() => {
    gpu.run(add, [x, one], 2);
    gpu.copy(x, y);
    gpu.run(add, [y, one], 1);
  });
  recording.replay();
  deepEqual(await gpu.readMany([x, y]), [Float32Array.of(3, 4), Float32Array.of(4, 4)]);
  throws(() => gpu.copy(x, one), /Cannot copy "x" over "array": 2 f32 over 1 f32, wanted the same/);
});

gpuTest(
  "an array made while recording outlives the recording, and nobody else gets it",
  async (gpu) => {
    const double = await doubler(gpu);
    using x = gpu.array(Float32Array.of(3));
    let made: GpuArray<"f32"> | undefined;
    let sent: GpuArray<"f32"> | undefined;
    {
      using _recording = await gpu.record(() => {
        made = gpu.empty("f32", 1, "made");
        sent = gpu.array(Float32Array.of(5), "sent");
        gpu.run(double, [x, null, made], 1);
      });
    }
    using _others = gpu.array(Float32Array.of(-1));
    using _more = gpu.array(Float32Array.of(-2));
    using y = made!;
    using z = sent!;
    deepEqual(await gpu.readMany([y, z]), [Float32Array.of(6), Float32Array.of(5)]);
  },
);

gpuTest(
  "reading and writing on the host while recording is refused, and leaves nothing",
  async (gpu) => {
    const add = await adder(gpu);
    using x = gpu.array(Float32Array.of(1), "x");
    await rejects(
      gpu.record(async () => {
        using _lost = gpu.empty("f32", 1);
        gpu.run(add, [x, x], 0);
        await gpu.read(x);
      }),
      /Cannot read "x" while recording: a replay runs on the GPU alone, .*\nTry: read after/,
    );
    await rejects(
      gpu.record(() => gpu.write(x, Float32Array.of(2))),
      /Cannot record a write to "x": every replay would write the same .*\nTry: gpu.everyRun/,
    );
    await rejects(
      gpu.record(async () => void await gpu.record(() => {})),
      /Cannot record: a recording is under way, wanted one at a time/,
    );
    equal(gpu.isRecording, false);
    deepEqual(await gpu.read(x), Float32Array.of(1));
  },
);

gpuTest("a replay says what it lacks", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.array(Float32Array.of(0), "x");
  const by = gpu.array(Float32Array.of(1), "by");
  let length = 1;
  const recording = await gpu.record(() => {
    gpu.run(add, [x, by], 1);
    using grows = gpu.array(() => new Float32Array(length).fill(1), "grows");
    gpu.run(add, [x, grows], 1);
  });
  length = 2;
  throws(() => recording.replay(), /Cannot replay: "grows" is given 2 elements, wanted 1 as when/);
  length = 1;
  recording.replay();
  deepEqual(await gpu.read(x), Float32Array.of(4), "nothing of the replay that failed was run");
  by[Symbol.dispose]();
  throws(() => recording.replay(), /Cannot replay: "by" was disposed, wanted every array alive/);
  recording[Symbol.dispose]();
  throws(() => recording.replay(), /Cannot replay: the recording was disposed/);
  deepEqual(await gpu.read(x), Float32Array.of(4));
});

gpuTest("profile() sees the kernels of a replay", async (gpu) => {
  const add = await adder(gpu);
  using x = gpu.array(Float32Array.of(0));
  using by = gpu.array(Float32Array.of(1));
  using recording = await gpu.record(() => gpu.run(add, [x, by], 1));
  const rows = await gpu.profile(() => {
    for (let i = 0; i < 3; i++) recording.replay();
  }, { print: () => {} });
  deepEqual(rows.map(({ kernel, dispatches }) => [kernel, dispatches]), [["add", 3]]);
  deepEqual(await gpu.read(x), Float32Array.of(4));
});

Deno.test("a replay on a lost device says so", async () => {
  const gpu = await openGpu();
  const add = await adder(gpu);
  const x = gpu.array(Float32Array.of(0));
  const recording = await gpu.record(() => gpu.run(add, [x, x], 0));
  await gpu.idle();
  gpu.device.destroy();
  await gpu.device.lost;
  await Promise.resolve();
  throws(() => recording.replay(), /Cannot use the GPU: the device was lost/);
});
