import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { installation } from '#io/installation'
import { dependencyOn, isOutside, packageFiles } from './package-files.ts'

const top = mkdtempSync(join(tmpdir(), 'evenkeel-package-'))
afterAll(() => rmSync(top, { recursive: true }))

const META = { license: 'MIT', bin: { evenkeel: 'dist/evenkeel.js' }, engines: { node: '>=24' } }
const INTEGRITY = 'sha512-KkBq8qBfjq1pQRhj4d0tjK5C19gqP3BcvHSMGT14LGlCkp=='

/** The package as npm has installed it somewhere; `entry` is what its hidden lock file says of it. */
function installed(name: string, entry: object | null): ReturnType<typeof installation> {
  const modules = join(top, name, 'node_modules')
  mkdirSync(join(modules, 'evenkeel'), { recursive: true })
  writeFileSync(join(modules, 'evenkeel/package.json'), JSON.stringify({ name: 'evenkeel', version: '1.2.3', ...META }))
  if (entry)
    writeFileSync(
      join(modules, '.package-lock.json'),
      JSON.stringify({ lockfileVersion: 3, packages: { 'node_modules/evenkeel': { version: '1.2.3', ...entry } } }),
    )
  return installation(join(modules, 'evenkeel'))
}

const written = (...[running, folder, given]: Parameters<typeof dependencyOn>) => {
  const files = packageFiles('Acme', dependencyOn(running, folder, given))
  const read = (path: string) => (files[path] === undefined ? null : JSON.parse(files[path]))
  return { needs: read('package.json').dependencies, locked: read('package-lock.json')?.packages }
}

test('From a registry: the version, with where it lies and its digest in the lock file.', () => {
  const resolved = 'https://registry.npmjs.org/evenkeel/-/evenkeel-1.2.3.tgz'
  const { needs, locked } = written(installed('registry', { resolved, integrity: INTEGRITY }), top, null)
  expect(needs).toEqual({ evenkeel: '1.2.3' })
  expect(locked).toEqual({
    '': { name: 'acme-operations', dependencies: { evenkeel: '1.2.3' } },
    'node_modules/evenkeel': { version: '1.2.3', resolved, integrity: INTEGRITY, ...META },
  })
})

test('Where npm notes no address, as for a global install: the version, and no more than is known.', () => {
  const { needs, locked } = written(installed('global', null), top, null)
  expect(needs).toEqual({ evenkeel: '1.2.3' })
  expect(locked['node_modules/evenkeel']).toEqual({ version: '1.2.3', ...META })
})

test('From a tarball: that file, named from the new folder.', () => {
  const running = installed('tarball', { resolved: 'file:../evenkeel-1.2.3.tgz', integrity: INTEGRITY })
  const { needs, locked } = written(running, join(top, 'new/one'), null)
  expect(needs).toEqual({ evenkeel: 'file:../../evenkeel-1.2.3.tgz' })
  expect(locked['node_modules/evenkeel']).toEqual({
    version: '1.2.3',
    resolved: 'file:../../evenkeel-1.2.3.tgz',
    integrity: INTEGRITY,
    ...META,
  })
  expect(isOutside('../../evenkeel-1.2.3.tgz')).toBe(true)
  expect(written(running, top, null).needs).toEqual({ evenkeel: 'file:evenkeel-1.2.3.tgz' })
  expect(isOutside('evenkeel-1.2.3.tgz')).toBe(false)
})

test('From an address or from git: the same again. What git has checked out has no lock that we could write.', () => {
  const resolved = 'https://files.acme.example/evenkeel.tgz'
  expect(written(installed('address', { resolved, integrity: INTEGRITY }), top, null)).toMatchObject({
    needs: { evenkeel: resolved },
    locked: { 'node_modules/evenkeel': { resolved, integrity: INTEGRITY } },
  })
  const fromGit = 'git+ssh://git@github.com/acme/evenkeel.git#1234567'
  expect(written(installed('git', { resolved: fromGit }), top, null)).toEqual({
    needs: { evenkeel: fromGit },
    locked: undefined,
  })
})

test('Another one that was asked for is written, with a lock file only where npm needs none to know it.', () => {
  const running = installed('asked', null)
  expect(written(running, top, 'file:evenkeel.tgz')).toEqual({
    needs: { evenkeel: 'file:evenkeel.tgz' },
    locked: undefined,
  })
  expect(written(running, top, '^1.2.0')).toEqual({ needs: { evenkeel: '^1.2.0' }, locked: undefined })
  expect(written(running, top, '1.2.3').locked['node_modules/evenkeel']).toEqual({ version: '1.2.3', ...META })
})

test('The package never has the name of what it needs: npm would refuse to install that.', () => {
  const { 'package.json': text = '' } = packageFiles('Evenkeel', dependencyOn(installed('name', null), top, null))
  expect(JSON.parse(text)).toMatchObject({ name: 'evenkeel-operations', private: true })
  expect(packageFiles('株式会社', { spec: '1.0.0', lock: null })['package.json']).toContain('"name": "our-operations"')
})
