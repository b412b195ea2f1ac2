import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { PROJECT } from '../fixtures/places.ts'
import { publishedManifest } from './manifest.ts'

const OWN: Record<string, unknown> = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
const published = (own: object) =>
  z.looseObject({ files: z.array(z.string()) }).parse(JSON.parse(publishedManifest({ ...OWN, ...own })))

/** A page without its examples. */
const prose = (markdown: string): string =>
  markdown.replaceAll(/`[^`\n]+\]\([^`\n]+`/g, '').replaceAll(/^(`{3,}).*\n(?:(?!\1).*\n)*\1/gm, '')

test('Every link of the README and of the guides that is no address leads to a file that the package holds.', () => {
  // npm adds these by itself.
  const held = ['README.md', 'LICENSE', 'package.json', ...published({}).files]
  const dangling = ['README.md', ...globSync('docs/*.md', { cwd: PROJECT })].flatMap((file) =>
    [...prose(readFileSync(join(PROJECT, file), 'utf8')).matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
      .map(([, to = '']) => normalize(join(dirname(file), to)))
      .filter(
        (to) =>
          !held.some((one) => to === one || to.startsWith(`${one}/`)) || globSync(to, { cwd: PROJECT }).length === 0,
      )
      .map((to) => `${file} → ${to}`),
  )
  expect(dangling).toEqual([])
})

test('Where the repository is named, the package names it as well: links of its page begin there.', () => {
  const repository = { type: 'git', url: 'git+https://git.acme.example/evenkeel.git' }
  expect(published({ repository })['repository']).toEqual(repository)
  expect(published({ repository: undefined })).not.toHaveProperty('repository')
})
