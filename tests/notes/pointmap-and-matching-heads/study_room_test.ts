import assert from "node:assert/strict";
import { strictEqual as equal } from "node:assert/strict";
import { assertClose } from "@rederive/lib/check";
import { SIZE } from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/rooms.ts";
import { studyRoom } from "../../../notebooks/3d-reconstruction/pointmap-and-matching-heads/study_room.ts";
import { gpuTest } from "../../gpu/with_gpu.ts";

gpuTest(
  "a study's errors are distances of its points in the world from the true ones",
  async (gpu) => {
    const study = await studyRoom(gpu, { seed: 1, steps: 3, dealt: true });
    equal(study.byDescriptors.length, 0); // only the points are of interest then
    equal(study.predicted.length, 3 * SIZE ** 2);
    const apart = study.errors.map((_, i) =>
      Math.hypot(
        ...[0, 1, 2].map((k) => study.predicted[3 * i + k]! - study.view.points[3 * i + k]!),
      )
    );
    assertClose(study.errors, apart, { abs: 1e-4, rel: 1e-5 });
    assert(study.confidence.every((c) => c > 1));
    // the mean of a ring of views of a room of 6 by 6 metres is that far from its walls
    assert(study.guess > 1 && study.guess < 4);
    const least = Math.min(study.sure, study.unsure);
    assert(least <= study.error + 1e-9 && study.error > 0);
  },
);
