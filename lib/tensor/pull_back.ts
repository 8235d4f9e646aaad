import type { ElementType } from "../gpu/mod.ts";
import { graphOrder } from "./graph_order.ts";
import { withTracking } from "./no_grad.ts";
import { pointwise } from "./ops/pointwise.ts";
import { checkFresh } from "./recipe.ts";
import type { Tensor } from "./tensor.ts";

/**
 * Carries the cotangent `g` of `y` back to the tensors `wrt`: undefined for those `y` does not depend
 * on. With `cut`, what `wrt` are computed from is not looked at, so that each counts as independent.
 */
export function pullBack(
  y: Tensor,
  wrt: readonly Tensor[],
  g: Tensor,
  { cut = false }: { cut?: boolean } = {},
): (Tensor | undefined)[] {
  return withTracking(() => pull(y, wrt, g, cut));
}

function pull(
  y: Tensor,
  wrt: readonly Tensor[],
  g: Tensor,
  cut: boolean,
): (Tensor | undefined)[] {
  const wanted = new Set<Tensor<ElementType>>(wrt);
  const inputsOf = (tensor: Tensor<ElementType>) =>
    !tensor.recipe?.isTracked || (cut && wanted.has(tensor)) ? [] : tensor.recipe.inputs;
  const order = graphOrder([y], inputsOf);
  const leads = new Set<Tensor<ElementType>>();
  for (const each of order) {
    if (wanted.has(each) || inputsOf(each).some((input) => leads.has(input))) leads.add(each);
  }
  const cotangents = new Map<Tensor<ElementType>, Tensor>([[y, g]]);
  for (const each of order.reverse()) {
    const cotangent = cotangents.get(each);
    if (!cotangent || !leads.has(each)) continue;
    const inputs = inputsOf(each);
    if (!inputs.some((input) => leads.has(input))) continue;
    checkFresh("differentiate", each);
    // Only f32 leads anywhere: nothing flows through integers.
    const parts = each.recipe!.op.vjp(cotangent, each as Tensor);
    for (const [i, input] of inputs.entries()) {
      const part = parts[i];
      if (!part || !leads.has(input)) continue;
      const sofar = cotangents.get(input);
      cotangents.set(input, sofar ? pointwise("add", [sofar, part]) : part);
    }
    if (!wanted.has(each)) cotangents.delete(each);
  }
  return wrt.map((tensor) => leads.has(tensor) ? cotangents.get(tensor) : undefined);
}

/**
 * The cotangents of an operation's inputs by way of another formula for the same function of them. An
 * input that is given twice gets the sum at its first place.
 */
export function pullBackThrough(
  formula: Tensor,
  inputs: readonly Tensor[],
  g: Tensor,
): (Tensor | undefined)[] {
  const parts = pullBack(formula, inputs, g, { cut: true });
  return parts.map((part, i) => inputs.indexOf(inputs[i]!) === i ? part : undefined);
}
