/**
 * Disks that refuse. Permissions stop no administrator, so these are real file systems, small or
 * read-only, mounted where only the command that runs sees them. That needs Linux, and the right to
 * make a mount namespace; where either is missing, what can be had without is tested below.
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { notebook } from "./notes.ts";
import { type Ran, Sandbox } from "./sandbox.ts";

const LARGE = 'console.log("x".repeat(200_000));';

/** The flags with which `unshare` mounts here: none more as root, a user of its own otherwise. */
const flags = [["-m"], ["-m", "-r"]].find((flags) => mounts(flags));

function mounts(flags: string[]): boolean {
  try {
    const script = ["sh", "-c", "mount -t tmpfs tmpfs /mnt"];
    const { success } = new Deno.Command("unshare", {
      args: [...flags, ...script],
      stdout: "null",
      stderr: "null",
    }).outputSync();
    return success;
  } catch {
    return false; // there is no such command
  }
}

/** Runs a command of the copy that finds a file system of its own at `place`. */
async function withDisk(
  box: Sandbox,
  place: string,
  options: string,
  args: string[],
): Promise<Ran> {
  await Deno.mkdir(place, { recursive: true });
  const mount = `mount -t tmpfs -o ${options} tmpfs "$1" && shift && exec "$@"`;
  const through = ["unshare", ...flags!, "sh", "-c", mount, "sh", place];
  return await box.run("reproduce/main.ts", args, { through });
}

const notes = { "disk/large": notebook(LARGE), "disk/small": notebook('console.log("small");') };

if (flags) {
  Deno.test("a disk that refuses costs one line and changes nothing", async (t) => {
    await using box = Sandbox.make(notes);
    const before = box.hashes();
    const out = join(box.out, "disk");
    const state = join(box.root, ".rederive");

    await t.step("a read-only output folder is refused before anything runs", async () => {
      const ran = await withDisk(box, out, "ro", ["--no-check", "--out", out]);
      assert.deepEqual([ran.code, ran.stdout], [2, ""]);
      assert.equal(
        ran.stderr,
        `Cannot write to "${out}": Read-only file system, wanted a folder that can be written\n` +
          "Try: --out with another folder\n",
      );
    });

    await t.step("a full output folder leaves no half of a notebook", async () => {
      const ran = await withDisk(box, out, "size=64k", ["--no-check", "--out", out]);
      assert.equal(ran.code, 2, ran.stdout);
      assert.equal(
        ran.stderr,
        `Cannot write "${out}/disk/large.ipynb": no space is left on the disk, ` +
          "the file is as it was\nTry: free some space\n",
      );
    });

    await t.step("a read-only .rederive is named", async () => {
      const ran = await withDisk(box, state, "ro", ["--no-check"]);
      assert.equal(ran.code, 2, ran.stdout);
      assert.match(
        ran.stderr,
        /^Cannot go on: Read-only file system \(mkdir '.*\/\.rederive\/pids'\)\nTry: .*\n$/,
      );
    });

    await t.step("a full .rederive is named", async () => {
      const ran = await withDisk(box, state, "size=64k", ["--no-check"]);
      assert.equal(ran.code, 2, ran.stdout);
      assert.match(ran.stderr, /^Cannot go on: No space left on device.*\nTry: free some space\n$/);
    });

    assert.deepEqual(box.hashes(), before);

    await t.step("once there is room, the next run is whole", async () => {
      const ran = await box.reproduce(["--no-check", "--out", out]);
      assert.equal(ran.code, 17, ran.stdout);
      assert.deepEqual(ran.report!.results.map(({ ending }) => ending?.kind), [
        "output drift",
        "output drift",
      ]);
      const written = await Deno.readTextFile(join(out, "disk/large.ipynb"));
      assert.ok(written.includes("x".repeat(200_000)));
    });
  });
}

Deno.test("a report on a full device costs one line", async () => {
  await using box = Sandbox.make({ "disk/quiet": notebook("const one = 1;") });
  // where there is no such device, a file stands in the way of the report's folder
  const full = await Deno.stat("/dev/full").then(() => "/dev/full", () => "deno.json/report.json");
  const ran = await box.run("reproduce/main.ts", ["--no-check", "--json", full]);
  assert.equal(ran.code, 2, ran.stdout);
  assert.match(
    ran.stderr,
    /^Cannot write --json .*: .*, wanted a (writable )?file.*\nTry: --json .*\n$/,
  );
});
