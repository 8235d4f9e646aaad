import assert from "node:assert/strict";
import { takeAddress } from "../../../scripts/reproduce/kernel/address.ts";

const keysOf = (os: string, count: number) =>
  Array.from({ length: count }, () => {
    const { ip, ...ports } = takeAddress(os);
    for (const port of Object.values(ports)) {
      assert.ok(port >= 20_000 && port < 32_000, `port ${port}`);
      assert.equal(Object.values(ports).filter((other) => other === port).length, 1);
    }
    return { ip, ports: Object.values(ports) };
  });

Deno.test("takeAddress() gives each kernel a loopback address of its own on Linux", () => {
  const addresses = keysOf("linux", 200);
  for (const { ip } of addresses) {
    assert.match(ip, /^127\.(6[4-9]|[789]\d|1[0-8]\d|19[01])\.\d+\.\d+$/);
  }
  assert.ok(new Set(addresses.map(({ ip }) => ip)).size > 190);
});

Deno.test("takeAddress() never gives a port twice where all kernels share an address", () => {
  const addresses = keysOf("darwin", 200);
  assert.deepEqual(new Set(addresses.map(({ ip }) => ip)), new Set(["127.0.0.1"]));
  assert.equal(new Set(addresses.flatMap(({ ports }) => ports)).size, 1000);
});

Deno.test("takeAddress() passes over ports in use, and says when there are none", () => {
  const taken = Array.from({ length: 2400 }, (_, i) => i).flatMap((i) => {
    try {
      return [Deno.listen({ hostname: "127.0.0.1", port: 20_000 + 5 * i + 2 })];
    } catch (error) {
      if (error instanceof Deno.errors.AddrInUse) return [];
      throw error;
    }
  });
  try {
    assert.throws(() => takeAddress("darwin"), {
      message: "Cannot start a kernel: no five free ports from 20000 to 31999",
    });
  } finally {
    for (const listener of taken) listener.close();
  }
});
