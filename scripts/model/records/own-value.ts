/**
 * What a map that people write says under a key of theirs; undefined where it says nothing, though every object has
 * something that is called `constructor`.
 */
export const ownValue = <T>(map: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined
