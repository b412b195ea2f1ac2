import { z } from 'zod'
import type { Path } from '#model/diagnostic'
import { check } from '#model/records/schema-problem'
import type { SourceProblem } from '../statuspage/format.ts'

/*
 * `.upptimerc.yml`, as far as it says what is shown. Unknown keys pass. https://upptime.js.org/docs/configuration
 */

const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null)
const words = z.union([z.string(), z.number()]).transform(String)

const site = z.looseObject({ name: words, url: maybe(z.string()), slug: maybe(words) })
export type ConfiguredSite = z.output<typeof site>

const config = z.looseObject({
  owner: maybe(words),
  repo: maybe(words),
  sites: maybe(z.array(z.unknown())),
  'status-website': maybe(z.looseObject({ name: maybe(words), cname: maybe(z.string()), baseUrl: maybe(z.string()) })),
  skipDeleteIssues: maybe(z.boolean()),
})

export interface UpptimeConfig {
  /** `owner/repo` in small letters, for GitHub doesn't tell them apart; null where it isn't said. */
  repository: string | null
  sites: ConfiguredSite[]
  name: string | null
  /** Of the public page, as the configuration implies it; not checked. */
  url: string | null
  /** Whether issues of less than 15 minutes were kept, which Upptime deletes otherwise. */
  keepsShortIssues: boolean
}

/** A YAML file's data, and where in it something stands. */
export interface LocatedDocument {
  file: string
  value: unknown
  /** From 1. */
  lineOf: (path: Path) => number
}

/** Reads a configuration. A site that is broken leaves the others as they are; null where nothing can be read. */
export function readConfig(document: LocatedDocument): { config: UpptimeConfig | null; problems: SourceProblem[] } {
  const problems: SourceProblem[] = []
  const read = <T extends z.ZodType>(schema: T, value: unknown, within: Path): z.output<T> | null => {
    const result = check(schema, value, document.file)
    for (const { at, message } of result.problems) {
      const path = [...within, ...('path' in at ? at.path : [])]
      problems.push({ file: document.file, line: document.lineOf(path), record: path.join('.'), message })
    }
    return result.data ?? null
  }
  const whole = read(config, document.value, [])
  if (whole === null) return { config: null, problems }
  const { owner, repo, 'status-website': website } = whole
  const sites = (whole.sites ?? []).flatMap((value, i) => read(site, value, ['sites', i]) ?? [])
  return {
    config: {
      repository: owner && repo ? `${owner}/${repo}`.toLowerCase() : null,
      sites,
      name: website?.name ?? null,
      url: addressOf(owner, repo, website?.cname ?? null, website?.baseUrl ?? null),
      keepsShortIssues: whole.skipDeleteIssues ?? false,
    },
    problems,
  }
}

/** Where GitHub Pages serves it: the domain, or else a path below the owner's. */
function addressOf(
  owner: string | null,
  repo: string | null,
  cname: string | null,
  baseUrl: string | null,
): string | null {
  if (cname) return /^https?:\/\//i.test(cname) ? cname : `https://${cname}`
  if (!owner) return null
  const host = `${owner.toLowerCase()}.github.io`
  const path = baseUrl ?? (repo && repo.toLowerCase() !== host ? `/${repo}` : '')
  return `https://${host}${path === '' || path.startsWith('/') ? path : `/${path}`}`
}
