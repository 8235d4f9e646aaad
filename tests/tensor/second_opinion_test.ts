import { ask } from "../second_opinion/ask.ts";

Deno.test("tfjs agrees on functions and their gradients", () => ask("tensor.ts"));
