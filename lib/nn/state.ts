/** Elements and their shape, as a checkpoint holds them. */
export interface StateArray {
  /** Sizes of the axes. */
  readonly shape: readonly number[];
  /** The elements, row by row. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Arrays by dotted names, as PyTorch's `state_dict()` has them: "blocks.0.norm1.weight". */
export type State = Readonly<Record<string, StateArray>>;

/** What `loadState()` does about names that do not match. */
export interface LoadOptions {
  /** Names of the module that the state lacks: an error unless "keep". */
  missing?: "throw" | "keep";
  /** Names of the state that the module lacks: an error unless "ignore". */
  unknown?: "throw" | "ignore";
}

/** A tensor of a module to be loaded, under each name it has. */
export interface LoadTarget {
  readonly names: readonly string[];
  readonly shape: readonly number[];
}

/** For each target the array to load, undefined to keep it; throws with all that is wrong at once. */
export function matchState(
  targets: readonly LoadTarget[],
  state: State,
  { missing = "throw", unknown = "throw" }: LoadOptions,
): (StateArray | undefined)[] {
  const known = new Set(targets.flatMap(({ names }) => names));
  const absent: string[] = [];
  const misfits: string[] = [];
  const found = targets.map(({ names, shape }) => {
    const given = names.filter((name) => Object.hasOwn(state, name));
    if (given.length === 0) absent.push(names[0]!);
    for (const name of given) misfits.push(...misfitsOf(name, shape, state[name]!));
    const [first, ...others] = given.map((name) => state[name]!);
    for (const [i, other] of others.entries()) {
      if (first!.values.every((v, k) => Object.is(v, other.values[k]))) continue;
      misfits.push(`"${given[0]}" and "${given[i + 1]}" are one tensor and differ`);
    }
    return first;
  });
  const strange = Object.keys(state).filter((name) => !known.has(name));
  const complaints = [
    ...missing === "throw" && absent.length > 0 ? [`missing: ${absent.join(", ")}`] : [],
    ...unknown === "throw" && strange.length > 0 ? [`unknown: ${strange.join(", ")}`] : [],
    ...misfits,
  ];
  if (complaints.length === 0) return found;
  const counts = `${absent.length} of ${targets.length} tensors are missing, ` +
    `${strange.length} names are unknown, ${misfits.length} arrays do not fit`;
  throw new RangeError(
    `Cannot load the state: ${counts}, wanted one array for each tensor\n${complaints.join("\n")}`,
  );
}

/** Throws unless two modules have tensors of the same names and shapes. */
export function checkSameNames(
  mine: readonly (readonly [name: string, of: { shape: readonly number[] }])[],
  theirs: readonly (readonly [name: string, of: { shape: readonly number[] }])[],
): void {
  const [wanted, got] = [mine, theirs].map((named) =>
    new Set(named.map(([name, { shape }]) => `${name} (${shape.join(", ")})`))
  );
  const odd = wanted!.symmetricDifference(got!);
  if (odd.size === 0) return;
  throw new RangeError(
    `Cannot copy a module: only one of the two has ${[...odd].join(", ")}, ` +
      `wanted the same names and shapes`,
  );
}

function misfitsOf(
  name: string,
  wanted: readonly number[],
  { shape, values }: StateArray,
): string[] {
  const [got, want] = [shape, wanted].map((each) => `(${each.join(", ")})`);
  if (got !== want) return [`"${name}" is ${got}, wanted ${want}`];
  const size = wanted.reduce((count, length) => count * length, 1);
  return values.length === size ? [] : [`"${name}" has ${values.length} elements, wanted ${size}`];
}
