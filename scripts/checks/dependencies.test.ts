import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { PROJECT } from '../fixtures/places.ts'

const lock: { packages: Record<string, { dependencies?: Record<string, string> }> } = JSON.parse(
  readFileSync(join(PROJECT, 'package-lock.json'), 'utf8'),
)
const copiesOf = (name: string) => Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`))

test("There is one bundler: ours moves with vite's.", () => {
  expect(packageJson.dependencies.rolldown).toBe(lock.packages['node_modules/vite']?.dependencies?.['rolldown'])
  expect(copiesOf('rolldown')).toHaveLength(1)
})

test("There is one description of GitHub's API in types, of 5 MB, whichever each part of Octokit names.", () => {
  expect(copiesOf('@octokit/openapi-types')).toHaveLength(1)
})
