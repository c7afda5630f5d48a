import type { Random } from '../simulation/kernel/random.ts';
import { hostileValues } from './hostile-values.ts';

/** Any JSON, as a parser hands it over. */
type Json = unknown;

const mostMutations = 4;

/** A copy of an event with up to four things about it wrong: fields dropped, retyped, repeated, moved, huge or hostile. */
export const mutate = (sample: Json, random: Random): Json => {
  let event: Json = structuredClone(sample);
  for (let left = random.whole(1, mostMutations); left > 0; left -= 1) event = mutateOnce(event, random);
  return event;
};

const mutateOnce = (event: Json, random: Random): Json => {
  const places = placesIn(event);
  const place = places[random.whole(0, places.length)];
  if (!place) return random.chance(0.1) ? hostileValue(random) : event;
  const { holder, key } = place;
  const value = Reflect.get(holder, key) as Json;
  switch (random.whole(0, 7)) {
    case 0:
      Reflect.deleteProperty(holder, key);
      break;
    case 1:
      Reflect.set(holder, key, hostileValue(random));
      break;
    case 2:
      Reflect.set(holder, key, retyped(value, random));
      break;
    case 3:
      Reflect.set(
        holder,
        key,
        Array.from({ length: random.whole(1, 60) }, () => value),
      );
      break;
    case 4:
      Reflect.set(holder, `${key}${random.pick(['', 's', 'Id', '_', ' '])}`, hostileValue(random));
      break;
    case 5:
      Reflect.set(holder, key, spliced(value, random));
      break;
    case 6: {
      const other = places[random.whole(0, places.length - 1)] ?? place;
      Reflect.set(holder, key, structuredClone(Reflect.get(other.holder, other.key)));
      break;
    }
    default:
      Reflect.set(holder, key, deep(value, random.whole(10, 300)));
  }
  return event;
};

interface Place {
  readonly holder: object;
  readonly key: string;
}

const placesIn = (value: Json, depth = 0): readonly Place[] =>
  typeof value !== 'object' || value === null || depth > 12
    ? []
    : Object.keys(value)
        .slice(0, 100)
        .flatMap((key): readonly Place[] => [
          { holder: value, key },
          ...placesIn(Reflect.get(value, key), depth + 1),
        ]);

const hostileValue = (random: Random): Json => structuredClone(random.pick(hostileValues));

const retyped = (value: Json, random: Random): Json => {
  switch (random.whole(0, 4)) {
    case 0:
      return typeof value === 'string' ? Number(value) : String(value);
    case 1:
      return { value };
    case 2:
      return [value];
    case 3:
      return JSON.stringify(value);
    default:
      return value === null ? 0 : null;
  }
};

/** A text with another one in its middle, cut, or many times as long. */
const spliced = (value: Json, random: Random): Json => {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  const at = random.whole(0, text.length);
  switch (random.whole(0, 2)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.repeat(Math.min(random.whole(2, 400), Math.ceil(100_000 / Math.max(text.length, 1))));
    default:
      return `${text.slice(0, at)}${String(hostileValue(random)).slice(0, 1_000)}${text.slice(at)}`;
  }
};

const deep = (value: Json, depth: number): Json => {
  let nested: Json = value;
  for (let level = 0; level < depth; level += 1) nested = level % 2 === 0 ? [nested] : { nested };
  return nested;
};
