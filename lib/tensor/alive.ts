import type { ElementType, Gpu } from "../gpu/mod.ts";
import type { Tensor } from "./tensor.ts";

/** What holds memory: a line of the leak report. */
export interface LiveTensor {
  /** Its name. */
  readonly label: string;
  /** Its shape. */
  readonly shape: readonly number[];
  /** Its elements' bytes. */
  readonly bytes: number;
}

// Weak, so that the report keeps nothing alive that garbage collection would free.
const alive = new WeakMap<Gpu, Set<WeakRef<Tensor<ElementType>>>>();
const scopes = new WeakMap<Gpu, TensorScope[]>();

const collected = new FinalizationRegistry<() => void>((forget) => forget());

/** Notes that a tensor got elements; what is returned takes the note back. */
export function register(tensor: Tensor<ElementType>): () => void {
  const known = alive.get(tensor.gpu) ?? new Set();
  const reference = new WeakRef(tensor);
  alive.set(tensor.gpu, known.add(reference));
  scopes.get(tensor.gpu)?.at(-1)?.add(tensor);
  const forget = () => void known.delete(reference);
  collected.register(tensor, forget, tensor);
  return () => {
    collected.unregister(tensor);
    forget();
  };
}

/**
 * The tensors that hold GPU memory now: what is still there after a training step that was not there
 * before it is a leak.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { liveTensors, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * {
 *   using _forgotten = tensor(gpu, Float32Array.of(1, 2), { label: "w" });
 *   deepEqual(liveTensors(gpu), [{ label: "w", shape: [2], bytes: 8 }]);
 * }
 * deepEqual(liveTensors(gpu), []);
 * ```
 */
export function liveTensors(gpu: Gpu): LiveTensor[] {
  const tensors = [...alive.get(gpu) ?? []].map((reference) => reference.deref());
  return tensors.filter((tensor) => tensor !== undefined)
    .map(({ label, shape, size }) => ({ label, shape: [...shape], bytes: 4 * size }));
}

/** Disposes, at its end, the tensors that got elements while it was the innermost scope. */
export class TensorScope implements Disposable {
  #gpu: Gpu;
  #tensors = new Set<Tensor<ElementType>>();

  /** Use `openScope()`. */
  constructor(gpu: Gpu) {
    this.#gpu = gpu;
    const open = scopes.get(gpu) ?? [];
    open.push(this);
    scopes.set(gpu, open);
  }

  /** Makes the scope responsible for a tensor. */
  add(tensor: Tensor<ElementType>): void {
    this.#tensors.add(tensor);
  }

  /** Lets a tensor outlive the scope; an outer scope takes it over. */
  keep<K extends Tensor<ElementType>>(tensor: K): K {
    this.#tensors.delete(tensor);
    const open = scopes.get(this.#gpu)!;
    open[open.indexOf(this) - 1]?.add(tensor);
    return tensor;
  }

  /** Ends the scope. */
  [Symbol.dispose](): void {
    const open = scopes.get(this.#gpu)!;
    const place = open.indexOf(this);
    if (place >= 0) open.splice(place, 1);
    for (const tensor of this.#tensors) tensor[Symbol.dispose]();
    this.#tensors.clear();
  }
}

/**
 * Opens a scope: tensors made or evaluated from now on are disposed at its end, save those kept.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { liveTensors, openScope, tensor } from "@rederive/lib/tensor";
 * import { strictEqual as equal } from "node:assert/strict";
 *
 * await using gpu = await openGpu();
 * {
 *   using scope = openScope(gpu);
 *   tensor(gpu, Float32Array.of(1));
 *   scope.keep(tensor(gpu, Float32Array.of(2), { label: "kept" }));
 * }
 * equal(liveTensors(gpu).map(({ label }) => label).join(), "kept");
 * ```
 */
export function openScope(gpu: Gpu): TensorScope {
  return new TensorScope(gpu);
}
