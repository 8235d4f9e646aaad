import type { ArrayFile } from "./protocol.ts";

/** Arrays that travel between processes. */
export type Elements =
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>;

/** Writes raw elements to a file and says what is in it. */
export async function writeArray(
  path: string,
  data: Elements,
  shape: readonly number[] = [data.length],
): Promise<ArrayFile> {
  await Deno.writeFile(path, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const type = data instanceof Float32Array ? "f32" : data instanceof Int32Array ? "i32" : "u32";
  return { path, type, shape };
}

/** Reads them back. */
export async function readArray({ path, type }: ArrayFile): Promise<Elements> {
  const { buffer } = await Deno.readFile(path);
  if (type === "f32") return new Float32Array(buffer);
  return type === "i32" ? new Int32Array(buffer) : new Uint32Array(buffer);
}
