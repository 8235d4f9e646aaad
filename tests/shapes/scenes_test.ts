import { stream } from "@rederive/lib/random";
import {
  COLOURS,
  drawScene,
  everyThing,
  FORMS,
  holdOut,
  PARTS,
  type Scene,
  sceneLabel,
} from "@rederive/lib/shapes";
import assert, { deepStrictEqual as deepEqual, strictEqual as equal } from "node:assert/strict";

function draw(count: number, seed: number, options?: Parameters<typeof drawScene>[1]): Scene[] {
  const random = stream(seed);
  return Array.from({ length: count }, () => drawScene(random, options));
}

Deno.test("drawScene() draws one thing and two things equally often, and as many as asked for", () => {
  const twos = draw(1000, 1).filter((scene) => scene.length === 2).length;
  assert(Math.abs(twos - 500) < 64, `${twos} of 1000`); // 4 standard deviations
  equal(draw(50, 2, { things: 1 }).every((scene) => scene.length === 1), true);
  equal(draw(50, 2, { things: 2 }).every((scene) => scene.length === 2), true);
});

Deno.test("drawScene() draws every value of every property equally often", () => {
  const things = draw(1000, 3, { things: 2 }).flat();
  for (const part of PARTS) {
    const values = Map.groupBy(things, (thing) => thing[part]);
    const share = 1 / (part === "size" ? 2 : 4);
    const room = 4 * Math.sqrt(2000 * share * (1 - share));
    equal(values.size, 1 / share);
    for (const [value, those] of values) {
      assert(Math.abs(those.length - 2000 * share) < room, `${value}: ${those.length} of 2000`);
    }
  }
});

Deno.test("two things are never in one quarter, and differ where they have to", () => {
  const scenes = draw(500, 4, { things: 2, differ: ["colour", "shape"] }) as [Scene[0], Scene[0]][];
  deepEqual(scenes.filter(([a, b]) => a!.place === b!.place), []);
  deepEqual(scenes.filter(([a, b]) => a!.colour === b!.colour || a!.shape === b!.shape), []);
  assert(scenes.some(([a, b]) => a!.size === b!.size));
});

Deno.test("drawScene() refuses when no scene is allowed", () => {
  assert.throws(() => drawScene(stream(1), { allow: () => false }), {
    name: "RangeError",
    message: /^Cannot draw a scene: 0 things are allowed, none of which makes one of [12]$/,
  });
  const isUpperLeft = {
    allow: ({ place }: Scene[0]) => place === "upper left",
    things: 2,
  } as const;
  assert.throws(() => drawScene(stream(1), isUpperLeft), {
    name: "RangeError",
    message: "Cannot draw a scene: 32 things are allowed, none of which makes one of 2",
  });
});

for (const shift of [0, 1, 2, 3]) {
  Deno.test(`holdOut() at ${shift} leaves every colour and every shape, three times each`, () => {
    const isHeldOut = holdOut({ shift });
    const pairs = new Set(
      everyThing().filter((thing) => !isHeldOut(thing)).map(({ colour, shape }) =>
        `${colour} ${shape}`
      ),
    );
    equal(pairs.size, 12);
    for (const word of [...COLOURS, ...FORMS]) {
      equal([...pairs].filter((pair) => pair.split(" ").includes(word)).length, 3);
    }
  });
}

Deno.test("the four shifts of holdOut() hold out each combination once", () => {
  const times = everyThing().map((thing) => {
    return [0, 1, 2, 3].filter((shift) => holdOut({ shift })(thing)).length;
  });
  deepEqual(times, Array(128).fill(1));
  assert.throws(() => holdOut({ shift: 4 }), {
    name: "RangeError",
    message: "Cannot hold out combinations: shift is 4, wanted 0, 1, 2 or 3",
  });
});

Deno.test("scenes that allow() kept free of held-out things have none", () => {
  const isHeldOut = holdOut();
  const scenes = draw(300, 5, { allow: (thing) => !isHeldOut(thing) });
  equal(scenes.flat().some(isHeldOut), false);
});

Deno.test("sceneLabel() is another for each scene, whatever the order of its things", () => {
  const things = everyThing();
  const labels = new Map<number, string>();
  for (const [i, a] of things.entries()) {
    labels.set(sceneLabel([a]), `${i}`);
    for (const [j, b] of things.entries()) {
      if (a.place === b.place) continue;
      const name = [i, j].sort((p, q) => p - q).join(" ");
      const label = sceneLabel([a, b]);
      assert((labels.get(label) ?? name) === name, `${name} and ${labels.get(label)}`);
      labels.set(label, name);
    }
  }
  equal(labels.size, 128 + 128 * 96 / 2);
});
