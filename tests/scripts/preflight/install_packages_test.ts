import assert from "node:assert/strict";
import { installPackages, type RunCommand } from "../../../scripts/preflight/install_packages.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";

/** An apt-get whose answers are given, and what it was asked. */
function fakeApt(answers: number[]) {
  const asked: string[] = [];
  const run: RunCommand = (command, args) => {
    asked.push([command, ...args].join(" "));
    return Promise.resolve({ code: answers.shift()!, said: "Reading…\nE: Unable to locate it\n" });
  };
  return { asked, run };
}

Deno.test("installPackages() installs at once where the package lists are known", async () => {
  const { asked, run } = fakeApt([0]);
  const said: string[] = [];
  await installPackages(["a", "b"], { run, say: (line) => said.push(line) });
  assert.deepEqual(asked, ["apt-get install -y --no-install-recommends a b"]);
  assert.deepEqual(said, [
    "No WebGPU adapter: installing a and b (software Vulkan) with apt-get",
  ]);
});

Deno.test("installPackages() fetches the package lists when installing needs them", async () => {
  const { asked, run } = fakeApt([100, 0, 0]);
  await installPackages(["a"], { run, say: () => {} });
  assert.deepEqual(asked.map((command) => command.split(" ")[1]), ["install", "update", "install"]);
});

Deno.test("installPackages() says why apt-get failed and what to type", async () => {
  const { run } = fakeApt([100, 0, 100]);
  const failed = installPackages(["a", "b"], { run, say: () => {} });
  await assert.rejects(failed, (error) => {
    assert(error instanceof BadInput);
    assert.equal(
      error.message,
      "Cannot install a and b: apt-get ended with code 100 (E: Unable to locate it), " +
        "wanted a WebGPU adapter",
    );
    assert.equal(error.try, "apt-get update && apt-get install -y a b");
    return true;
  });
});
