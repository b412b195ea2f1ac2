import { isAbsolute, relative } from 'node:path'
import { slugOf } from '#import/naming'
import type { Installation } from '#io/installation'

/** How a repository names the package that it needs. */
export interface Dependency {
  /** As in `dependencies`: a version, or where to get it. */
  spec: string
  /** What a lock file says of it; null where that isn't known. */
  lock: Readonly<Record<string, unknown>> | null
}

/**
 * The package that is running, for a repository in `folder`: its version where it comes from a registry or from its own
 * sources, else where npm got it. `given` is what somebody wants instead.
 */
export function dependencyOn(running: Installation, folder: string, given: string | null): Dependency {
  const { version, resolved, integrity, meta } = running
  const here = resolved === null ? null : fromFolder(resolved, folder)
  const spec = here === null || isFromRegistry(here, version) ? version : here
  if (given !== null && given !== spec) return { spec: given, lock: isVersion(given) ? { version: given } : null }
  const facts = Object.entries({ version, resolved: here, integrity, ...meta })
  return { spec, lock: /^git\b/.test(spec) ? null : Object.fromEntries(facts.filter(([, fact]) => fact !== null)) }
}

const isVersion = (spec: string): boolean => /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/.test(spec)

/** `https://registry.npmjs.org/evenkeel/-/evenkeel-1.0.0.tgz`, of whichever registry. */
const isFromRegistry = (address: string, version: string): boolean =>
  address.endsWith(`/evenkeel/-/evenkeel-${version}.tgz`) && /^https?:/.test(address)

/** A file is named from the folder, so that what is moved along is still found. */
function fromFolder(resolved: string, folder: string): string {
  const file = resolved.startsWith('file:') ? resolved.slice('file:'.length) : ''
  return isAbsolute(file) ? `file:${relative(folder, file).replaceAll('\\', '/')}` : resolved
}

/** Whether a file leads out of the folder, where no workflow finds it. */
export const isOutside = (file: string): boolean => /^(?:\.\.(?:\/|$)|\/)/.test(file)

/** `package.json`, and the lock file that goes with it where enough is known. `company` names it. */
export function packageFiles(company: string, { spec, lock }: Dependency): Record<string, string> {
  const slug = slugOf(company)
  const name = `${slug === '' ? 'our' : slug}-operations`
  const needs = { dependencies: { evenkeel: spec } }
  const packageJson = {
    name,
    private: true,
    scripts: {
      start: 'evenkeel preview',
      validate: 'evenkeel validate',
      build: 'evenkeel build',
      evenkeel: 'evenkeel',
    },
    ...needs,
  }
  const packageLock = {
    name,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, ...needs }, 'node_modules/evenkeel': lock },
  }
  return {
    'package.json': jsonFile(packageJson),
    ...(lock === null ? {} : { 'package-lock.json': jsonFile(packageLock) }),
  }
}

const jsonFile = (data: object): string => `${JSON.stringify(data, null, 2)}\n`
