import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { site } from 'virtual:site'
import type { Page } from '../page'

const file = process.env['EVENKEEL_ORACLE'] ?? ''
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the test, for this very site
const { pages } = site(deserialize(readFileSync(file)) as never, '/')

const byPath = new Map(pages.map((page) => [page.path, page]))
/** The page at an address; `/404/` is a file of its own. */
export const pageAt = (path: string): Page | undefined =>
  byPath.get(path) ?? byPath.get(`${path.replace(/\/$/, '')}.html`)

/** What `getStaticPaths` of a route returns: the values of its places, of each page. */
export function pathsOf(route: string): { params: Record<string, string | undefined> }[] {
  const names = [...route.matchAll(/\[(?:\.\.\.)?(\w+)\]/g)].map(([, name = '']) => name)
  const shape = route
    .replaceAll(/[.]/g, '\\.')
    .replaceAll(/\/\[\\\.\\\.\\\.\w+\]/g, '(?:/(.+?))??')
    .replaceAll(/\[\w+\]/g, '([^/]+)')
  const pattern = new RegExp(`^${shape}/?$`)
  return pages
    .filter((page) => page.route === route)
    .map(({ path }) => {
      const values = pattern.exec(path)?.slice(1) ?? []
      return { params: Object.fromEntries(names.map((name, i) => [name, values[i]])) }
    })
}
