/** Folders that are shared out by what is in them, since each takes minutes; the longest is first. */
const LARGE = ["tests/e2e", "tests/reproduce", "tests/scripts"];

/** What `deno test` is given one at a time: together all tests under `tests`, each once. */
export async function testTargets(root: string): Promise<string[]> {
  const large = await Promise.all(LARGE.map((folder) => targetsIn(root, folder)));
  const rest = await targetsIn(root, "tests");
  return [...large.flat(), ...rest.filter((path) => !LARGE.includes(path))];
}

/** The test files of a folder, and the folders in it that have some further down. */
async function targetsIn(root: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isFile, isDirectory } of Deno.readDir(`${root}/${folder}`)) {
    const path = `${folder}/${name}`;
    if (isFile ? isTest(name) : isDirectory && await hasTests(`${root}/${path}`)) found.push(path);
  }
  return found.sort();
}

async function hasTests(folder: string): Promise<boolean> {
  for await (const { name, isFile, isDirectory } of Deno.readDir(folder)) {
    if (isFile ? isTest(name) : isDirectory && await hasTests(`${folder}/${name}`)) return true;
  }
  return false;
}

const isTest = (name: string) => name.endsWith("_test.ts");
