import assert from "node:assert/strict";
import { join } from "node:path";
import { BadInput } from "../../scripts/reproduce/types.ts";
import { nextChange, watchRuns } from "../../scripts/reproduce/watch.ts";

async function inFolder(work: (file: string, other: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  const [file, other] = [join(folder, "a.ts"), join(folder, "b.ts")];
  // long ago, so that a clock of whole milliseconds tells it from now
  for (const path of [file, other]) await saveAt(path, new Date(0));
  try {
    await work(file, other);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function saveAt(path: string, time: Date): Promise<void> {
  await Deno.writeTextFile(path, String(time));
  await Deno.utime(path, time, time);
}

Deno.test("nextChange() finds what is saved, and not its neighbour", async () => {
  await inFolder(async (file, other) => {
    const found = nextChange([file]);
    await Deno.writeTextFile(other, "1");
    await Deno.writeTextFile(file, "1");
    assert.deepEqual(await found, { path: file, isPast: false });
  });
});

Deno.test("nextChange() finds at once what was saved before it looked", async () => {
  await inFolder(async (file, other) => {
    await saveAt(other, new Date(2000));
    const paths = [file, other];
    assert.deepEqual(await nextChange(paths, { since: 1000 }), { path: other, isPast: true });
    const waiting = nextChange(paths, { since: 1000, except: other });
    await Deno.writeTextFile(file, "1");
    assert.deepEqual(await waiting, { path: file, isPast: false });
  });
});

Deno.test("nextChange() is null when it is aborted", async () => {
  await inFolder(async (file) => {
    const stop = new AbortController();
    const found = nextChange([file], { signal: stop.signal });
    stop.abort();
    assert.equal(await found, null);
  });
});

Deno.test("watchRuns() runs again for what was saved during a run, once", async () => {
  await inFolder(async (file) => {
    const stop = new AbortController();
    const said: string[] = [];
    let runs = 0;
    const once = async () => {
      runs++;
      // as a note does that writes what it reads
      await saveAt(file, new Date(Date.now() + 1000));
      return { exitCode: runs, inputs: [file] };
    };
    const watching = watchRuns(once, {
      signal: stop.signal,
      say: (line) => {
        said.push(line);
        if (said.filter((one) => one.includes("Watching")).length === 2) stop.abort();
      },
    });
    assert.equal(await watching, 2);
    assert.equal(runs, 2);
  });
});

Deno.test("watchRuns() waits on after a run that is refused, and lets a fault of ours through", async () => {
  await inFolder(async (file) => {
    const endings = [null, new BadInput("Cannot read it", "mend it"), new TypeError("ours")];
    const said: string[] = [];
    const once = () => {
      const ending = endings.shift();
      if (ending) return Promise.reject(ending);
      return Promise.resolve({ exitCode: 0, inputs: [file] });
    };
    const say = (line: string) => {
      said.push(line);
      if (line.includes("Watching")) queueMicrotask(() => saveAt(file, new Date()));
    };
    await assert.rejects(watchRuns(once, { say }), TypeError);
    assert.ok(said.includes("Cannot read it\nTry: mend it"));
  });
});
