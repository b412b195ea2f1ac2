import { z } from 'zod'

const SOURCE = z.object({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  engines: z.record(z.string(), z.string()),
  bin: z.record(z.string(), z.string()),
  // Where it is named, npm's page leads the README's links there.
  repository: z.union([z.string(), z.looseObject({ url: z.string() })]).optional(),
})

/** What a package holds: what runs, and what the README leads to. */
const FILES = ['package', 'docs', 'CONTRIBUTING.md']

/** The `package.json` that a package is installed with, of the one that this repository is worked on with. */
export function publishedManifest(own: unknown): string {
  const kept = SOURCE.parse(own)
  return `${JSON.stringify({ ...kept, type: 'module', files: FILES }, null, 2)}\n`
}
