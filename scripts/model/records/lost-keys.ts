import type { Path } from '../diagnostic.ts'

/**
 * Where some data has the key `__proto__`: JavaScript has a meaning of its own for it, and the library that checks
 * records leaves it out of a map without a word. Nothing that was written may be lost like that.
 */
export function lostKeys(data: unknown): Path[] {
  const found: Path[] = []
  const open: [value: unknown, path: Path][] = [[data, []]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, path] = next
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, '__proto__')) found.push([...path, '__proto__'])
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === 'object' && inner !== null)
        open.push([inner, [...path, Array.isArray(value) ? Number(key) : key]])
  }
  return found
}
