import assert from "node:assert/strict";
import { editDistance, nearest } from "../../../scripts/text/nearest.ts";

Deno.test("editDistance() counts slips, neighbours swapped as one", () => {
  assert.equal(editDistance("kitten", "sitting"), 3);
  assert.equal(editDistance("", "abc"), 3);
  assert.equal(editDistance("fresh", "frehs"), 1);
  assert.equal(editDistance("same", "same"), 0);
});

Deno.test("nearest() offers what was probably meant, and nothing when nothing is close", () => {
  const options = ["fresh", "jobs", "json", "junit"];
  assert.equal(nearest("frehs", options), "fresh");
  assert.equal(nearest("JUNIT", options), "junit");
  assert.equal(nearest("jon", options), "json");
  assert.equal(nearest("parallel", options), null);
  assert.equal(nearest("frame-tranform", ["frame-transform", "fast-ray"]), "frame-transform");
});
