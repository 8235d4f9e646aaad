import type { Kernel, KernelSource } from "./kernel.ts";

/** What is known of kernels whose texts begin alike. */
interface Shelf {
  readonly next: Map<string, Shelf>;
  readonly kernels: Map<string, Promise<Kernel>>;
}

/**
 * Compiled kernels by source. It is asked at every dispatch, so texts are looked up one by one: their
 * hashes are known, those of a text joined of them would be worked out anew.
 */
export class KernelCache {
  #root: Shelf = { next: new Map(), kernels: new Map() };

  /** The kernel of a source; `compile` is asked once. */
  find(source: KernelSource, compile: () => Promise<Kernel>): Promise<Kernel> {
    const { code, entry, label, overrides = {} } = source;
    let shelf = this.#root;
    for (const text of typeof code === "string" ? [code] : code) {
      let next = shelf.next.get(text);
      if (!next) shelf.next.set(text, next = { next: new Map(), kernels: new Map() });
      shelf = next;
    }
    let key = `${entry}\n${label}`;
    for (const name of Object.keys(overrides).sort()) key += `\n${name} ${overrides[name]}`;
    let kernel = shelf.kernels.get(key);
    if (!kernel) shelf.kernels.set(key, kernel = compile());
    return kernel;
  }
}
