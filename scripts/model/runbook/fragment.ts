import { SAFE_VALUE } from './placeholder.ts'

/** What stands behind `#` in the address of a runbook's page: where on it, and values that were typed. */
export interface Fragment {
  /** The id that it leads to, or nothing. */
  place: string
  values: ReadonlyMap<string, string>
}

/**
 * Reads a fragment, without its `#`: `fetch-the-keys&NAMESPACE=shop`. Values of names that the page hasn't got, twice the
 * same name, or one sign that isn't safe, and no value counts: whoever wrote the link meant something else by it.
 */
export function readFragment(fragment: string, names: readonly string[]): Fragment {
  const [first = '', ...rest] = fragment.split('&')
  const [place, pairs] = first.includes('=') ? ['', [first, ...rest]] : [first, rest]
  const values = new Map<string, string>()
  for (const pair of pairs) {
    const cut = pair.indexOf('=')
    const [name, value] = [pair.slice(0, Math.max(0, cut)), pair.slice(cut + 1)]
    if (!names.includes(name) || values.has(name) || !SAFE_VALUE.test(value)) return { place, values: new Map() }
    values.set(name, value)
  }
  return { place, values }
}

/** The same, written; what isn't safe is left out. */
export const writeFragment = ({ place, values }: Fragment): string =>
  [
    ...(place === '' ? [] : [place]),
    ...[...values].flatMap(([name, value]) => (SAFE_VALUE.test(value) ? [`${name}=${value}`] : [])),
  ].join('&')
