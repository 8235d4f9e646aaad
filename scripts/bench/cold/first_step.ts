/**
 * One process of the cold start: trains for one step from nothing, prints after how many milliseconds
 * of its own life it had come how far, and ends. The driver compiles shaders when they first run.
 */
import process from "node:process";
import { openGpu } from "@rederive/lib/gpu";
import { sgd } from "@rederive/lib/optim";
import { stream } from "@rederive/lib/random";
import * as t from "@rederive/lib/tensor";
import { mlpParameters } from "../jobs/networks.ts";
import { Mlp } from "../jobs/our_networks.ts";
import { fillNormal, integers, startOf } from "../jobs/starts.ts";
import { COLD, type Marks } from "./marks.ts";

const modules = performance.now();
await using gpu = await openGpu();
const device = performance.now();

const { B, C, V } = COLD;
const pixels = new Float32Array(B * C);
fillNormal(pixels, stream(2), 1);
const network = new Mlp(gpu, COLD);
const start = startOf(mlpParameters(COLD), 1);
await network.loadState(
  Object.fromEntries([...start].map(([name, { data, shape }]) => [
    name,
    { shape, values: data as Float32Array<ArrayBuffer> },
  ])),
);
const x = t.tensor(gpu, pixels, { shape: [B, C] });
const targets = integers(B, V, 3);
const trained = network.parameters();
const descent = sgd(trained, { learningRate: 0.1 });
const loss = network.loss(x, targets);
const slopes = t.grad(loss, trained);
await t.evaluate([loss, ...slopes]);
await descent.step(slopes);
const recorded = performance.now();
const [first] = await t.read(loss);
const step = performance.now();
if (!(first! > 0)) throw new Error(`the loss is ${first}`);
const { user, system } = process.cpuUsage();
const marks: Marks = { modules, device, recorded, step, cpu: (user + system) / 1000 };
console.log(JSON.stringify(marks));
