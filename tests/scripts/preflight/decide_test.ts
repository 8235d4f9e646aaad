import assert from "node:assert/strict";
import { decideWithoutAdapter, installCommand } from "../../../scripts/preflight/decide.ts";
import { type Machine, parseDistribution } from "../../../scripts/preflight/machine.ts";

const debianRoot: Machine = { os: "linux", root: true, distribution: ["debian"], backend: null };

Deno.test("decideWithoutAdapter() installs on Debian and Ubuntu as root, and nowhere else", () => {
  const install = { do: "install", packages: ["mesa-vulkan-drivers", "libvulkan1"] };
  assert.deepEqual(decideWithoutAdapter(debianRoot), install);
  assert.deepEqual(
    decideWithoutAdapter({ ...debianRoot, distribution: ["ubuntu", "debian"] }),
    install,
  );
  for (
    const machine of [
      { ...debianRoot, root: false },
      { ...debianRoot, distribution: ["fedora"] },
      { ...debianRoot, distribution: [] },
      { ...debianRoot, os: "darwin" },
      { ...debianRoot, backend: "gl" },
    ] as Machine[]
  ) {
    assert.equal(decideWithoutAdapter(machine).do, "stop", JSON.stringify(machine));
  }
});

Deno.test("decideWithoutAdapter() gives a person who is not root the exact command", () => {
  assert.deepEqual(decideWithoutAdapter({ ...debianRoot, root: false, backend: "vulkan" }), {
    do: "stop",
    message: "Cannot open a GPU: WebGPU finds no adapter, wanted one (software Vulkan will do)",
    try: "sudo apt-get install -y mesa-vulkan-drivers libvulkan1",
  });
});

Deno.test("decideWithoutAdapter() blames a backend that the caller chose", () => {
  const decision = decideWithoutAdapter({ ...debianRoot, backend: "gl" });
  assert.equal(decision.do === "stop" && decision.try, "unset DENO_WEBGPU_BACKEND");
});

Deno.test("installCommand() knows the package manager from ID or ID_LIKE", () => {
  const command = (osRelease: string) =>
    installCommand({ ...debianRoot, root: false, distribution: parseDistribution(osRelease) });
  assert.match(command('ID=fedora\nVERSION_ID="42"\n'), /^sudo dnf install/);
  assert.match(command('NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\n'), /dnf/);
  assert.match(command("ID=linuxmint\nID_LIKE='ubuntu debian'\n"), /^sudo apt-get install/);
  assert.match(command('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n'), /zypper/);
  assert.match(command("ID=nixos\n"), /with your package manager$/);
});
