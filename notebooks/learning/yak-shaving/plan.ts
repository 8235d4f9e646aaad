import { arrive, GAMMA, type Mentor, MOVES, reward } from "./chain.ts";

const SIGNS = ["→", "·", "←"]; // of MOVES

/** The best plan, a sign a place, by value iteration. */
export function planByValues(N: number, mentor?: Mentor): string {
  const values = new Array<number>(N + 1).fill(0);
  const worth = (place: number, move: number) => {
    const to = arrive(place, move);
    return reward(N, place, to, mentor) + GAMMA * values[to]!;
  };
  const places = Array.from({ length: N }, (_, place) => place);
  for (let sweep = 0; sweep < 500; sweep++) {
    for (const place of places) {
      values[place] = Math.max(...MOVES.map((move) => worth(place, move)));
    }
  }
  return places.map((place) => {
    const worths = MOVES.map((move) => worth(place, move));
    return SIGNS[worths.indexOf(Math.max(...worths))];
  }).join("");
}

/** The best of all 3^N plans: each is followed from every place, and what it earns is added up. */
export function planByTrial(N: number, mentor?: Mentor): string {
  const plans = Array.from(
    { length: MOVES.length ** N },
    (_, code) => Array.from({ length: N }, (_, place) => Math.floor(code / 3 ** place) % 3),
  );
  const earned = plans.map((plan) => {
    let sum = 0;
    for (let start = 0; start < N; start++) sum += earn(plan, { N, start, mentor });
    return sum;
  });
  const best = plans[earned.indexOf(Math.max(...earned))]!;
  return best.map((pick) => SIGNS[pick]).join("");
}

interface Walk {
  N: number;
  start: number;
  mentor: Mentor | undefined;
}

function earn(plan: readonly number[], { N, start, mentor }: Walk): number {
  let [place, sum, weight] = [start, 0, 1];
  for (let step = 0; step < 400 && place < N; step++) {
    const to = arrive(place, MOVES[plan[place]!]!);
    sum += weight * reward(N, place, to, mentor);
    [place, weight] = [to, weight * GAMMA];
  }
  return sum;
}
