import { ask } from "../second_opinion/ask.ts";

Deno.test("tfjs agrees on convolutions and pools", () => ask("conv.ts"));
