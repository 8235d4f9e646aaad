/** The bytes of a file: from the disk in Deno, from the site in a page. */
export async function readBytes(file: URL): Promise<Uint8Array<ArrayBuffer>> {
  if ("Deno" in globalThis) return await Deno.readFile(file);
  // deno-lint-ignore rederive/no-network -- the site that a page came from, never another
  const response = await fetch(file);
  if (!response.ok) {
    throw new Error(`Cannot fetch ${file.href}: status ${response.status}, want 200`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
