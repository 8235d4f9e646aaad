import { match, rejects, strictEqual as equal } from "node:assert/strict";
import { ErrorWatch } from "../../lib/gpu/error_watch.ts";

/** A device whose scopes all report one error: real memory is not to be exhausted by a test. */
function failingDevice(error: GPUError): GPUDevice {
  const device = {
    addEventListener() {},
    lost: new Promise(() => {}),
    pushErrorScope() {},
    popErrorScope: () => Promise.resolve(error),
  };
  return device as unknown as GPUDevice;
}

Deno.test("collect() says that memory ran out and what to do", async () => {
  const watch = new ErrorWatch(failingDevice(new GPUOutOfMemoryError("heap is full")));
  equal(watch.during('allocate "weights"', () => 5), 5);
  await rejects(watch.collect(), (error) => {
    match(String(error), /Cannot allocate "weights": the GPU is out of memory \(heap is full\)/);
    match(String(error), /Try: dispose arrays sooner/);
    match(String(error), /and 2 more after it/);
    return true;
  });
  await watch.collect(); // reported once
});

Deno.test("during() closes its scopes when the work throws", async () => {
  const watch = new ErrorWatch(failingDevice(new GPUValidationError("wrong")));
  await rejects(async () => {
    watch.during("x", () => {
      throw new TypeError("mine");
    });
    await Promise.resolve();
  }, /mine/);
  await rejects(watch.collect(), /Cannot x: wrong/);
});
