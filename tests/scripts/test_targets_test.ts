import { deepStrictEqual as deepEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { testTargets } from "../../scripts/test_targets.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

async function testFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(`${ROOT}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await testFiles(path));
    else if (name.endsWith("_test.ts")) found.push(path);
  }
  return found;
}

Deno.test("every test file belongs to exactly one target", async () => {
  const targets = await testTargets(ROOT);
  const owners = (await testFiles("tests")).map((file) =>
    targets.filter((target) => file === target || file.startsWith(`${target}/`)).length
  );
  deepEqual([...new Set(owners)], [1]);
});

Deno.test("every target has a test file", async () => {
  const files = await testFiles("tests");
  deepEqual(
    (await testTargets(ROOT)).filter((target) =>
      !files.some((file) => file === target || file.startsWith(`${target}/`))
    ),
    [],
  );
});
