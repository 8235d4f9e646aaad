import assert from "node:assert/strict";
import { join } from "node:path";
import { writeNotebook } from "../../../scripts/reproduce/notebook/write.ts";
import { BadInput } from "../../../scripts/reproduce/types.ts";
import { sampleNotebook } from "./sample.ts";

async function inFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const before = sampleNotebook(["before"]);
const after = sampleNotebook(["after"]);

async function sourceIn(path: string): Promise<string> {
  return JSON.parse(await Deno.readTextFile(path)).cells[0].source.join("");
}

Deno.test("writeNotebook() replaces a file and keeps its mode", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "n.ipynb");
    await writeNotebook(path, before);
    await Deno.chmod(path, 0o640);
    await writeNotebook(path, after);
    assert.equal(await sourceIn(path), "after");
    assert.equal((await Deno.stat(path)).mode! & 0o777, 0o640);
    assert.deepEqual(await names(folder), ["n.ipynb"]);
  });
});

Deno.test("writeNotebook() writes through a symbolic link and makes missing folders", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "deep/er/n.ipynb");
    await writeNotebook(path, before);
    await Deno.symlink(path, join(folder, "link.ipynb"));
    await writeNotebook(join(folder, "link.ipynb"), after);
    assert.ok((await Deno.lstat(join(folder, "link.ipynb"))).isSymlink);
    assert.equal(await sourceIn(path), "after");
  });
});

class Failure extends Error {
  constructor(readonly code: string) {
    super(`${code} (os error)`);
  }
}

const failures: [what: string, error: Error, message: string][] = [
  ["a full disk", new Failure("ENOSPC"), "no space is left on the disk, the file is as it was"],
  ["a full quota", new Failure("EDQUOT"), "no space is left on the disk, the file is as it was"],
  ["a read-only disk", new Failure("EROFS"), "the file system is read-only, the file is as it was"],
  ["no permission", new Deno.errors.PermissionDenied(), "permission denied, the file is as it was"],
];

for (const [what, error, message] of failures) {
  Deno.test(`writeNotebook() leaves the file as it was on ${what}`, async () => {
    await inFolder(async (folder) => {
      const path = join(folder, "n.ipynb");
      await writeNotebook(path, before);
      const open = async (...args: Parameters<typeof Deno.open>) => {
        const file = await Deno.open(...args);
        let calls = 0;
        const write = file.write.bind(file);
        // a first piece gets through, as it does on a disk that fills up
        file.write = (bytes) => calls++ ? Promise.reject(error) : write(bytes.subarray(0, 100));
        return file;
      };
      await assert.rejects(writeNotebook(path, after, { open }), (thrown) => {
        assert.ok(thrown instanceof BadInput);
        assert.equal(thrown.message, `Cannot write "${path}": ${message}`);
        return true;
      });
      assert.equal(await sourceIn(path), "before");
      assert.deepEqual(await names(folder), ["n.ipynb"]);
    });
  });
}

Deno.test("writeNotebook() passes an unknown error on", async () => {
  await inFolder(async (folder) => {
    const open = () => Promise.reject(new Failure("EIO"));
    await assert.rejects(writeNotebook(join(folder, "n.ipynb"), after, { open }), { code: "EIO" });
  });
});

Deno.test("writeNotebook() killed at any moment leaves a whole notebook", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "n.ipynb");
    await writeNotebook(path, before);
    const script = `
      const { writeNotebook } = await import("./scripts/reproduce/notebook/write.ts");
      const { sampleNotebook } = await import("./tests/reproduce/notebook/sample.ts");
      for (let i = 0;; i++) {
        await writeNotebook(Deno.args[0], sampleNotebook(["// " + "x".repeat(1e6) + i]));
        if (i === 1) console.log("writing");
      }`;
    for (let kills = 0; kills < 6; kills++) {
      const child = new Deno.Command(Deno.execPath(), {
        args: ["eval", "--no-check", script, path],
        cwd: new URL("../../..", import.meta.url),
        stdout: "piped",
      }).spawn();
      const output = child.stdout.getReader();
      await output.read();
      await new Promise((wake) => setTimeout(wake, 7 * kills));
      child.kill("SIGKILL");
      await child.status;
      await output.cancel();
      assert.equal((await sourceIn(path)).slice(0, 4), "// x");
    }
  });
});

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
}
