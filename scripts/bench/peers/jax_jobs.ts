import { type Array as JaxArray, jit, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import {
  ADAM,
  CLIP_SCALE,
  clipParameters,
  type ClipSizes,
  gptParameters,
  type GptSizes,
  mlpParameters,
  type MlpSizes,
  type Parameter,
} from "../jobs/networks.ts";
import type { Elements } from "../array_file.ts";
import { waitForArrays } from "./jax_wait.ts";
import type { Options, Work } from "./peer.ts";

/** Parameters by name. */
type Network = Record<string, JaxArray>;
type Loss = (network: Network, ...data: JaxArray[]) => JaxArray;

/** Steps of training, compiled whole; arrays are taken by each use, and every parameter has one. */
export const jaxJobs = {
  mlpStep: (options: Options, inputs: readonly JaxArray[]) => {
    const sizes = options as unknown as MlpSizes;
    const loss: Loss = (p, x, targets) => {
      const hidden = nn.relu(linear(p, "fc1", x!));
      return entropy(linear(p, "fc2", hidden), targets!, sizes.V);
    };
    return train(loss, descend, { parameters: mlpParameters(sizes), options, inputs });
  },
  gptStep: (options: Options, inputs: readonly JaxArray[]) => {
    const sizes = options as unknown as GptSizes;
    const { B, T, C, V } = sizes;
    const loss: Loss = (p, ids, targets) => {
      const x = rows(p["tokens.weight"]!, ids!, V).add(p["places.weight"]!);
      const y = norm(p, "norm", blocks(p, "blocks", x, { ...sizes, isCausal: true }));
      return entropy(linear(p, "head", y.reshape([B * T, C])), targets!, V);
    };
    return train(loss, adam, { parameters: gptParameters(sizes), options, inputs });
  },
  clipStep: (options: Options, inputs: readonly JaxArray[]) => {
    const sizes = options as unknown as ClipSizes;
    const { B, T, V, patches } = sizes;
    const loss: Loss = (p, images, ids) => {
      const x = linear(p, "patch", images!).add(p["image_places.weight"]!);
      const y = rows(p["tokens.weight"]!, ids!, V).add(p["text_places.weight"]!);
      const image = blocks(p, "image_blocks", x, { ...sizes, T: patches, isCausal: false });
      const text = blocks(p, "text_blocks", y, { ...sizes, T, isCausal: false });
      const seen = direction(linear(p, "image_head", np.mean(image, 1)));
      const read = direction(linear(p, "text_head", np.mean(text, 1)));
      const cosines = np.matmul(seen, np.transpose(read)).mul(CLIP_SCALE);
      const pairs = np.arange(B);
      const forth = entropy(cosines.ref, pairs.ref, B);
      return forth.add(entropy(np.transpose(cosines), pairs, B)).mul(0.5);
    };
    return train(loss, adam, { parameters: clipParameters(sizes), options, inputs });
  },
};

function linear(p: Network, name: string, x: JaxArray): JaxArray {
  return np.matmul(x, np.transpose(p[`${name}.weight`]!)).add(p[`${name}.bias`]!);
}

/** Rows of a table as a product: the gradient of take() is no WGSL that Deno compiles. */
function rows(table: JaxArray, ids: JaxArray, count: number): JaxArray {
  return np.matmul(nn.oneHot(ids, count), table);
}

function norm(p: Network, name: string, x: JaxArray): JaxArray {
  const y = nn.standardize(x, -1, { epsilon: 1e-5 });
  return y.mul(p[`${name}.weight`]!).add(p[`${name}.bias`]!);
}

function blocks(
  p: Network,
  name: string,
  x: JaxArray,
  { B, T, C, H, L, isCausal }: GptSizes & { isCausal: boolean },
): JaxArray {
  const heads = [B, T, H, C / H];
  for (let i = 0; i < L; i++) {
    const at = `${name}.${i}`;
    const y = norm(p, `${at}.norm1`, x.ref);
    const [q, k, v] = ["q_proj", "k_proj", "v_proj"].map((part) =>
      linear(p, `${at}.attn.${part}`, y.ref).reshape(heads)
    );
    y.dispose();
    const seen = nn.dotProductAttention(q!, k!, v!, { isCausal }).reshape([B, T, C]);
    const z = x.add(linear(p, `${at}.attn.out_proj`, seen));
    const hidden = linear(p, `${at}.mlp.fc1`, norm(p, `${at}.norm2`, z.ref));
    x = z.add(linear(p, `${at}.mlp.fc2`, nn.gelu(hidden, { approximate: true })));
  }
  return x;
}

function entropy(logits: JaxArray, targets: JaxArray, classes: number): JaxArray {
  const rows = logits.shape[0]!;
  return nn.logSoftmax(logits, -1).mul(nn.oneHot(targets, classes)).sum().mul(-1 / rows);
}

function direction(x: JaxArray): JaxArray {
  return x.ref.div(np.sqrt(np.sum(np.square(x), -1, { keepdims: true })));
}

/** Parameters, and what an optimizer remembers of them. */
interface State {
  network: Network;
  mean: Network;
  square: Network;
}

type Move = (state: State, slopes: Network, rate: JaxArray) => State;

const RATE = 0.1;

/** Gradient descent. */
const descend: Move = ({ network, mean, square }, slopes, rate) => {
  rate.dispose();
  const moved = tree.map((w: JaxArray, g: JaxArray) => w.sub(g.mul(RATE)), network, slopes);
  return { network: moved as Network, mean, square };
};

/** Adam; `rate` holds the corrections of both means. */
const adam: Move = ({ network, mean, square }, slopes, rate) => {
  const { beta1, beta2, epsilon } = ADAM;
  const next: State = { network: {}, mean: {}, square: {} };
  for (const [name, g] of Object.entries(slopes)) {
    const m = mean[name]!.mul(beta1).add(g.ref.mul(1 - beta1));
    const v = square[name]!.mul(beta2).add(np.square(g).mul(1 - beta2));
    const step = rate.ref.mul(m.ref).div(np.sqrt(v.ref).add(epsilon));
    next.network[name] = network[name]!.sub(step);
    next.mean[name] = m;
    next.square[name] = v;
  }
  rate.dispose();
  return next;
};

function train(
  loss: Loss,
  move: Move,
  { parameters, options, inputs }: {
    parameters: readonly Parameter[];
    options: Options;
    inputs: readonly JaxArray[];
  },
): Work<JaxArray[]> {
  const data = inputs.slice(0, inputs.length - parameters.length);
  const given = inputs.slice(data.length);
  const isPlain = move === descend;
  const zeros = () =>
    Object.fromEntries(
      isPlain ? [] : parameters.map(({ name, shape }) => [name, np.zeros([...shape])]),
    );
  let state: State = {
    network: Object.fromEntries(parameters.map(({ name }, i) => [name, given[i]!])),
    mean: zeros(),
    square: zeros(),
  };
  const step = jit((state: State, rate: JaxArray, ...data: JaxArray[]) => {
    const slope = valueAndGrad(loss)(tree.ref(state.network), ...data);
    const [value, slopes] = slope as unknown as [JaxArray, Network];
    return [value, move(state, slopes, rate)] as unknown as JaxArray[];
  }) as unknown as (state: State, rate: JaxArray, ...data: JaxArray[]) => [JaxArray, State];
  let steps = 0;
  return {
    async run() {
      let value: JaxArray | undefined;
      for (let i = 0; i < options.steps!; i++) {
        value?.dispose();
        steps++;
        const { learningRate, beta1, beta2 } = ADAM;
        const rate = np.array(learningRate * Math.sqrt(1 - beta2 ** steps) / (1 - beta1 ** steps));
        [value, state] = step(state, rate, ...data.map((each) => each.ref));
      }
      await waitForArrays([value!, ...Object.values(state.network)]);
      return [value!];
    },
    wait: () => {},
    read: async ([value]) => [await value!.ref.data() as Elements],
    drop: ([value]) => value!.dispose(),
    free: () => {
      tree.dispose(state as never);
      for (const each of data) each.dispose();
    },
  };
}
