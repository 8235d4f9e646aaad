import type { Gpu } from "../gpu/mod.ts";
import { mul, readMany, Tensor, tensor } from "../tensor/mod.ts";
import { give } from "./give.ts";
import { checkSameNames, type LoadOptions, matchState, type State } from "./state.ts";

/** How a parameter starts. */
export interface ModuleStart {
  /** Its elements; without them the parameter is empty until `loadState()` fills it. */
  values?: Float32Array<ArrayBuffer> | undefined;
}

/**
 * Tensors and modules by name. A module of its own says `this.parameter()`, `this.buffer()` and
 * `this.child()` in its constructor for what it holds; names with dots then follow as in PyTorch's
 * `state_dict()`. Its memory goes back at the end of a `using` scope.
 *
 * @example
 * ```ts
 * import { openGpu } from "@rederive/lib/gpu";
 * import { Linear, Module } from "@rederive/lib/nn";
 * import { stream } from "@rederive/lib/random";
 * import { relu, type Tensor, tensor } from "@rederive/lib/tensor";
 * import { deepStrictEqual as deepEqual } from "node:assert/strict";
 *
 * class Net extends Module {
 *   readonly up = this.child("up", new Linear(this.gpu, { inputs: 2, outputs: 8, random: stream(0) }));
 *   readonly down = this.child("down", new Linear(this.gpu, { inputs: 8, outputs: 1, random: stream(1) }));
 *   forward = (x: Tensor) => this.down.forward(relu(this.up.forward(x)));
 * }
 *
 * await using gpu = await openGpu();
 * using net = new Net(gpu);
 * using x = tensor(gpu, new Float32Array(6), { shape: [3, 2] });
 * deepEqual(net.forward(x).shape, [3, 1]);
 * const names = net.namedParameters().map(([name]) => name);
 * deepEqual(names, ["up.weight", "up.bias", "down.weight", "down.bias"]);
 * ```
 */
export abstract class Module implements Disposable {
  /** Where its tensors live. */
  readonly gpu: Gpu;
  #tensors = new Map<string, { tensor: Tensor; isParameter: boolean }>();
  #children = new Map<string, Module>();
  #isFrozen = false;

  /** An empty module. */
  constructor(gpu: Gpu) {
    this.gpu = gpu;
  }

  /** Adds a tensor that is trained. */
  protected parameter(name: string, shape: readonly number[], start: ModuleStart = {}): Tensor {
    return this.#add(name, shape, start, true);
  }

  /** Adds a tensor that is saved and loaded, and not trained. */
  protected buffer(name: string, shape: readonly number[], start: ModuleStart = {}): Tensor {
    return this.#add(name, shape, start, false);
  }

  /** Adds a tensor of another module under one more name: weights that are tied. */
  protected tied(name: string, tensor: Tensor): Tensor {
    this.#claim(name);
    this.#tensors.set(name, { tensor, isParameter: true });
    return tensor;
  }

  /** Adds a module. */
  protected child<M extends Module>(name: string, module: M): M {
    this.#claim(name);
    this.#children.set(name, module);
    return module;
  }

  /** This module, its children and theirs, with their names; its own is "". */
  namedModules(): [name: string, module: Module][] {
    const below = this.#children.entries().flatMap(([name, child]) =>
      child.namedModules().map(([rest, module]) => [joined(name, rest), module] as const)
    );
    return [["", this], ...below.map(([name, module]) => [name, module] as [string, Module])];
  }

  /** The tensors that are trained, each once, with their names; none of a frozen module. */
  namedParameters(): [name: string, parameter: Tensor][] {
    return this.#named(({ isParameter, isFrozen }) => isParameter && !isFrozen);
  }

  /** The tensors that are trained, in the order of `namedParameters()`. */
  parameters(): Tensor[] {
    return this.namedParameters().map(([, parameter]) => parameter);
  }

  /** The tensors that are saved and not trained, with their names. */
  namedBuffers(): [name: string, buffer: Tensor][] {
    return this.#named(({ isParameter }) => !isParameter);
  }

  /** Takes the module's tensors, and those below it, out of `parameters()`, or puts them back. */
  freeze(isFrozen = true): this {
    for (const [, module] of this.namedModules()) module.#isFrozen = isFrozen;
    return this;
  }

  /** Reads all parameters and buffers, frozen ones too: what is tied once, under its first name. */
  async state(): Promise<Record<string, { shape: number[]; values: Float32Array<ArrayBuffer> }>> {
    const named = this.#named(() => true);
    const arrays = await readMany(named.map(([, each]) => each));
    return Object.fromEntries(named.map(([name, { shape }], i) => {
      return [name, { shape: [...shape], values: arrays[i] as Float32Array<ArrayBuffer> }];
    }));
  }

  /**
   * Gives parameters and buffers the elements of a state, such as a checkpoint's.
   *
   * @throws {RangeError} with every name that is missing or unknown and every shape that differs;
   * nothing is loaded then.
   */
  async loadState(state: State, options: LoadOptions = {}): Promise<void> {
    const names = new Map<Tensor, string[]>();
    for (const { name, tensor } of this.#entries()) {
      names.set(tensor, [...names.get(tensor) ?? [], name]);
    }
    const targets = [...names].map(([target, names]) => ({ target, names, shape: target.shape }));
    const arrays = matchState(targets, state, options);
    const pairs = targets.flatMap(({ target }, i) => {
      const array = arrays[i];
      return array
        ? [[target, tensor(this.gpu, array.values, { shape: target.shape })] as const]
        : [];
    });
    try {
      await give(pairs);
    } finally {
      for (const [, source] of pairs) source[Symbol.dispose]();
    }
  }

  /**
   * Copies the elements of another module's parameters and buffers, name by name, on the GPU: how a
   * student's first teacher is made.
   *
   * @throws {RangeError} when names or shapes differ.
   */
  async copyFrom(source: Module): Promise<void> {
    const [mine, theirs] = [this, source].map((each) => each.#named(() => true));
    checkSameNames(mine!, theirs!);
    const sources = new Map(theirs!);
    // times 1: elements of its own, which an optimizer may overwrite where they lie
    await give(mine!.map(([name, target]) => [target, mul(sources.get(name)!, 1)]));
  }

  /** Lets go of all its tensors, and of those below it. */
  [Symbol.dispose](): void {
    for (const { tensor } of this.#tensors.values()) tensor[Symbol.dispose]();
    for (const child of this.#children.values()) child[Symbol.dispose]();
  }

  #add(
    name: string,
    shape: readonly number[],
    { values }: ModuleStart,
    isParameter: boolean,
  ): Tensor {
    this.#claim(name);
    const made = values
      ? tensor(this.gpu, values, { shape, label: name })
      : new Tensor(this.gpu, { type: "f32", shape: [...shape], label: name });
    this.#tensors.set(name, { tensor: made, isParameter });
    return made;
  }

  #claim(name: string): void {
    const isTaken = this.#tensors.has(name) || this.#children.has(name);
    if (name !== "" && !name.includes(".") && !isTaken) return;
    throw new RangeError(
      `Cannot add "${name}" to a module: it is ${isTaken ? "taken" : "no name"}, ` +
        `wanted a new one without dots`,
    );
  }

  #entries(): { name: string; tensor: Tensor; isParameter: boolean; isFrozen: boolean }[] {
    return this.namedModules().flatMap(([prefix, module]) =>
      [...module.#tensors].map(([name, entry]) => ({
        ...entry,
        name: joined(prefix, name),
        isFrozen: module.#isFrozen,
      }))
    );
  }

  #named(
    wanted: (of: { isParameter: boolean; isFrozen: boolean }) => boolean,
  ): [string, Tensor][] {
    const first = new Map<Tensor, string>();
    for (const { name, tensor, ...of } of this.#entries()) {
      if (wanted(of) && !first.has(tensor)) first.set(tensor, name);
    }
    return [...first].map(([tensor, name]) => [name, tensor]);
  }
}

function joined(prefix: string, name: string): string {
  return prefix === "" || name === "" ? prefix + name : `${prefix}.${name}`;
}
