import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/** The nearest content folder that a folder lies in, is, or has beside one of those above it; null where there is none. */
export function contentAbove(folder: string): string | null {
  for (let here = resolve(folder); ; here = dirname(here)) {
    for (const place of [here, join(here, 'content')]) if (existsSync(join(place, 'site.yaml'))) return place
    if (here === dirname(here)) return null
  }
}
