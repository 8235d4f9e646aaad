/** Neurons and who talks to whom: the edges into neuron i are `edges[starts[i] .. starts[i + 1])`. */
export interface Network {
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Source and weight, in turn. */
  readonly edges: Int32Array<ArrayBuffer>;
}

/** Neurons that nobody talks to. */
export function loneNeurons(count: number): Network {
  return { starts: new Uint32Array(count + 1), edges: new Int32Array(2) };
}

/** Joins networks that do not know of each other into one. */
export function sideBySide(networks: readonly Network[]): Network {
  const sizes = networks.map(({ starts }) => starts.length - 1);
  const neurons = sizes.reduce((sum, size) => sum + size, 0);
  const total = networks.reduce((sum, { edges }) => sum + edges.length, 0);
  const [starts, edges] = [new Uint32Array(neurons + 1), new Int32Array(total)];
  let [firstNeuron, firstEdge] = [0, 0];
  for (const [n, network] of networks.entries()) {
    for (let i = 0; i < sizes[n]!; i++) {
      starts[firstNeuron + i + 1] = firstEdge / 2 + network.starts[i + 1]!;
    }
    edges.set(network.edges.map((part, at) => at % 2 === 0 ? part + firstNeuron : part), firstEdge);
    [firstNeuron, firstEdge] = [firstNeuron + sizes[n]!, firstEdge + network.edges.length];
  }
  return { starts, edges };
}
