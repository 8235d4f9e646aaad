import assert from "node:assert/strict";
import { type Look, machineParts } from "../../../scripts/reproduce/cache/machine.ts";

const CPU = `processor\t: 0
vendor_id\t: AuthenticAMD
model name\t: EPYC
cpu MHz\t\t: 2445.430
apicid\t\t: 0
flags\t\t: sse avx2

processor\t: 1
flags\t\t: sse avx2
`;

const ICD = "/usr/share/vulkan/icd.d/lvp.json";
const FILES: Record<string, string> = {
  "/proc/cpuinfo": CPU,
  "/proc/sys/kernel/random/boot_id": "boot-1\n",
  [ICD]: `{"ICD": {"library_path": "/usr/lib/libvulkan_lvp.so"}}`,
};
const STATS: Record<string, string> = {
  "/usr/lib/libvulkan_lvp.so": "100 1",
  "/var/lib/dpkg/status": "200 1",
};

function parts(
  files: Record<string, string> = {},
  stats: Record<string, string> = {},
  env: Record<string, string> = {},
) {
  const all = { ...FILES, ...files };
  const look: Look = {
    read: (path) => all[path] ?? null,
    list: (path) =>
      Object.keys(all).filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1)),
    stat: (path) => ({ ...STATS, ...stats })[path] ?? null,
  };
  return JSON.stringify(machineParts(env, look));
}

Deno.test("machineParts() leaves out what changes from moment to moment", () => {
  assert.equal(parts({ "/proc/cpuinfo": CPU.replace("2445.430", "3000.1") }), parts());
});

const CHANGES: [name: string, changed: () => string][] = [
  ["the processor's flags", () => parts({ "/proc/cpuinfo": CPU.replace("avx2", "avx512f") })],
  ["a reboot", () => parts({ "/proc/sys/kernel/random/boot_id": "boot-2\n" })],
  ["a driver's library", () => parts({}, { "/usr/lib/libvulkan_lvp.so": "100 2" })],
  ["an installed package", () => parts({}, { "/var/lib/dpkg/status": "201 1" })],
  ["another driver", () => parts({ "/etc/vulkan/icd.d/radeon.json": "{}" })],
  ["the environment", () => parts({}, {}, { LP_NUM_THREADS: "1" })],
];

for (const [name, changed] of CHANGES) {
  Deno.test(`machineParts() sees ${name} change`, () => assert.notEqual(changed(), parts()));
}

Deno.test("machineParts() finds a library named for the linker, and beside its own file", () => {
  const bare = { [ICD]: `{"library_path": "libfoo.so"}` };
  const env = { LD_LIBRARY_PATH: "/opt/a:/opt/b" };
  assert.notEqual(parts(bare, { "/opt/b/libfoo.so": "1 1" }, env), parts(bare, {}, env));
  const beside = { "/x/y.json": `{"library_path": "./libfoo.so"}` };
  const named = { VK_DRIVER_FILES: "/x/y.json" };
  assert.notEqual(parts(beside, { "/x/./libfoo.so": "1 1" }, named), parts(beside, {}, named));
});

Deno.test("machineParts() describes this machine twice alike", () => {
  assert.deepEqual(machineParts({}), machineParts({}));
});
