import { adaGrad, adam, adamW, type Optimizer, rmsProp, sgd } from "@rederive/lib/optim";
import type { Tensor } from "@rederive/lib/tensor";
import { adaGrad64, adam64, rmsProp64, type Rule, sgd64 } from "./reference.ts";

/** An optimizer, and the same for one number in f64. */
export interface Case {
  readonly name: string;
  readonly of: (w: Tensor[]) => Optimizer;
  readonly rule: () => Rule;
}

const wide = { learningRate: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 0.1, weightDecay: 0.3 };
const wide64 = { rate: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 0.1, decay: 0.3 };
const uneven = { learningRate: 0.1, epsilon: 0.1, weightDecay: 0.3 };
const uneven64 = { rate: 0.1, epsilon: 0.1, decay: 0.3 };

/** Those that PyTorch was asked for, by the names in scripts/fixtures/optim_golden.py. */
export const likePyTorch: readonly Case[] = [
  {
    name: "sgd",
    of: (w) => sgd(w, { learningRate: 0.1 }),
    rule: () => sgd64({ rate: 0.1 }),
  },
  {
    name: "sgd, decay",
    of: (w) => sgd(w, { learningRate: 0.1, weightDecay: 0.3 }),
    rule: () => sgd64({ rate: 0.1, decay: 0.3 }),
  },
  {
    name: "sgd, momentum, decay",
    of: (w) => sgd(w, { learningRate: 0.1, momentum: 0.9, weightDecay: 0.3 }),
    rule: () => sgd64({ rate: 0.1, momentum: 0.9, decay: 0.3 }),
  },
  {
    name: "sgd, nesterov",
    of: (w) => sgd(w, { learningRate: 0.1, momentum: 0.8, nesterov: true }),
    rule: () => sgd64({ rate: 0.1, momentum: 0.8, nesterov: true }),
  },
  {
    name: "sgd, nesterov, decay",
    of: (w) => sgd(w, { learningRate: 0.1, momentum: 0.8, nesterov: true, weightDecay: 0.3 }),
    rule: () => sgd64({ rate: 0.1, momentum: 0.8, nesterov: true, decay: 0.3 }),
  },
  {
    name: "adam",
    of: (w) => adam(w, { learningRate: 0.1 }),
    rule: () => adam64({ rate: 0.1 }),
  },
  {
    name: "adam, epsilon, decay",
    of: (w) => adam(w, wide),
    rule: () => adam64(wide64),
  },
  {
    name: "adamW",
    of: (w) => adamW(w, { learningRate: 0.1 }),
    rule: () => adam64({ rate: 0.1, decay: 0.01, decoupled: true }),
  },
  {
    name: "adamW, epsilon, decay",
    of: (w) => adamW(w, wide),
    rule: () => adam64({ ...wide64, decoupled: true }),
  },
  {
    name: "adaGrad",
    of: (w) => adaGrad(w, { learningRate: 0.1 }),
    rule: () => adaGrad64({ rate: 0.1 }),
  },
  {
    name: "adaGrad, epsilon, decay, start",
    of: (w) => adaGrad(w, { ...uneven, start: 0.5 }),
    rule: () => adaGrad64({ ...uneven64, start: 0.5 }),
  },
  {
    name: "rmsProp",
    of: (w) => rmsProp(w, { learningRate: 0.1 }),
    rule: () => rmsProp64({ rate: 0.1 }),
  },
  {
    name: "rmsProp, epsilon, decay",
    of: (w) => rmsProp(w, { ...uneven, beta2: 0.8 }),
    rule: () => rmsProp64({ ...uneven64, beta2: 0.8 }),
  },
];

/** Defaults, and decay that PyTorch has in AdamW alone. */
export const others: readonly Case[] = [
  { name: "sgd by default", of: (w) => sgd(w), rule: () => sgd64({}) },
  { name: "adam by default", of: (w) => adam(w), rule: () => adam64({}) },
  {
    name: "adamW by default",
    of: (w) => adamW(w),
    rule: () => adam64({ decay: 0.01, decoupled: true }),
  },
  { name: "adaGrad by default", of: (w) => adaGrad(w), rule: () => adaGrad64({}) },
  { name: "rmsProp by default", of: (w) => rmsProp(w), rule: () => rmsProp64({}) },
  {
    name: "sgd, decoupled decay",
    of: (w) => sgd(w, { learningRate: 0.1, weightDecay: 0.3, decoupled: true }),
    rule: () => sgd64({ rate: 0.1, decay: 0.3, decoupled: true }),
  },
  {
    name: "sgd, momentum, decoupled decay",
    of: (w) => sgd(w, { learningRate: 0.1, momentum: 0.9, weightDecay: 0.3, decoupled: true }),
    rule: () => sgd64({ rate: 0.1, momentum: 0.9, decay: 0.3, decoupled: true }),
  },
  {
    name: "adaGrad, decoupled decay",
    of: (w) => adaGrad(w, { ...uneven, decoupled: true }),
    rule: () => adaGrad64({ ...uneven64, decoupled: true }),
  },
  {
    name: "rmsProp, decoupled decay",
    of: (w) => rmsProp(w, { ...uneven, decoupled: true }),
    rule: () => rmsProp64({ ...uneven64, decoupled: true }),
  },
];
