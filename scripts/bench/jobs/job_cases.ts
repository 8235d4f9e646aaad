import type { Gpu, HostArray } from "@rederive/lib/gpu";
import type { Module } from "@rederive/lib/nn";
import { adam, sgd } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import type { BenchCase, MakeCase, Shaped } from "../kernels/bench_case.ts";
import {
  ADAM,
  clipParameters,
  type ClipSizes,
  gptParameters,
  type GptSizes,
  mlpParameters,
  type MlpSizes,
  type Parameter,
  sizeOf,
} from "./networks.ts";
import { Clip, Gpt, Mlp } from "./our_networks.ts";
import { clipLoss, gptLoss, mlpLoss, type PlainLoss, plainTraining } from "./plain_networks.ts";
import { fillNormal, integers, startOf } from "./starts.ts";

/** What a job of training is made of. */
interface Job {
  name: string;
  task: string;
  sizes: Readonly<Record<string, number>>;
  /** Steps of a run; the loss is read after them. */
  steps: number;
  parameters: readonly Parameter[];
  /** What the network is trained on. */
  data: readonly Shaped[];
  network: Module;
  /** The loss, written down. */
  loss: () => t.Tensor;
  plainLoss: PlainLoss;
  optimizer: "sgd" | "adam";
}

/** A job as a case: each run takes some steps, all from the same start, and gives the last loss. */
async function jobCase(gpu: Gpu, job: Job): Promise<BenchCase> {
  const { name, task, sizes, steps, parameters, data, network } = job;
  const start = startOf(parameters, 1);
  await network.loadState(
    Object.fromEntries([...start].map(([name, { data, shape }]) => [
      name,
      { shape, values: data as Float32Array<ArrayBuffer> },
    ])),
  );
  const trained = network.parameters();
  const optimizer = job.optimizer === "sgd"
    ? sgd(trained, { learningRate: 0.1 })
    : adam(trained, ADAM);
  const step = await t.recordStep(gpu, async () => {
    const loss = job.loss();
    const slopes = t.grad(loss, trained);
    await t.evaluate([loss, ...slopes]);
    await optimizer.step(slopes);
    return { loss };
  });
  let left = steps - 1; // recording took one
  const { plainLoss, optimizer: rule } = job;
  const takePlainStep = plainTraining(plainLoss, start, { data, optimizer: rule });
  const count = parameters.reduce((sum, each) => sum + sizeOf(each), 0);
  return {
    name,
    size: `${Object.entries(sizes).map(([axis, size]) => `${axis} ${size}`).join(", ")}: ${
      (count / 1000).toFixed(0)
    } k parameters`,
    steps,
    gpu: async (): Promise<HostArray> => {
      for (; left > 0; left--) await step.run();
      left = steps;
      return await t.read(step.outputs.loss);
    },
    plain: () => {
      let loss = 0;
      for (let step = 0; step < steps; step++) loss = takePlainStep();
      return Float32Array.of(loss);
    },
    peers: {
      task,
      inputs: [...data, ...start.values()],
      options: { ...sizes, steps },
      tolerance: 1e-3,
    },
  };
}

const MLP: MlpSizes = { B: 64, C: 64, H: 128, V: 10 };

const mlpCase: MakeCase = (gpu) => {
  const { B, C, V } = MLP;
  const x = new Float32Array(B * C);
  fillNormal(x, stream(2), 1);
  const targets = integers(B, V, 3);
  const network = new Mlp(gpu, MLP);
  const input = t.tensor(gpu, x, { shape: [B, C] });
  return jobCase(gpu, {
    name: "MLP step",
    task: "mlpStep",
    sizes: { ...MLP },
    steps: 20,
    parameters: mlpParameters(MLP),
    data: [{ data: x, shape: [B, C] }, { data: targets, shape: [B] }],
    network,
    loss: () => network.loss(input, targets),
    plainLoss: mlpLoss,
    optimizer: "sgd",
  });
};

const GPT: GptSizes = { B: 8, T: 64, C: 64, H: 4, L: 3, V: 65 };

const gptCase: MakeCase = (gpu) => {
  const { B, T, V } = GPT;
  const text = integers(B * T + 1, V, 4);
  const [ids, targets] = [text.slice(0, -1), text.slice(1)];
  const network = new Gpt(gpu, GPT);
  return jobCase(gpu, {
    name: "GPT step",
    task: "gptStep",
    sizes: { ...GPT },
    steps: 2,
    parameters: gptParameters(GPT),
    data: [{ data: ids, shape: [B, T] }, { data: targets, shape: [B * T] }],
    network,
    loss: () => network.loss(ids, targets),
    plainLoss: gptLoss(GPT),
    optimizer: "adam",
  });
};

const CLIP: ClipSizes = { B: 32, T: 16, C: 64, H: 4, L: 2, V: 64, patches: 16, pixels: 64, E: 32 };

const clipCase: MakeCase = (gpu) => {
  const { B, T, V, patches, pixels } = CLIP;
  const images = new Float32Array(B * patches * pixels);
  fillNormal(images, stream(5), 1);
  const ids = integers(B * T, V, 6);
  const network = new Clip(gpu, CLIP);
  const shape = [B, patches, pixels];
  const input = t.tensor(gpu, images, { shape });
  return jobCase(gpu, {
    name: "CLIP step",
    task: "clipStep",
    sizes: { ...CLIP },
    steps: 2,
    parameters: clipParameters(CLIP),
    data: [{ data: images, shape }, { data: ids, shape: [B, T] }],
    network,
    loss: () => network.loss(input, ids),
    plainLoss: clipLoss(CLIP),
    optimizer: "adam",
  });
};

/** Whole jobs: steps of training, forward, backward and the move of every parameter. */
export const jobCases: readonly MakeCase[] = [mlpCase, gptCase, clipCase];
