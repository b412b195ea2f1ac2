import { ruleFile, ruleManifest } from '#export/rule-file'
import { writeBlockYaml } from '#io/yaml-writer'
import type { SlothManifest } from '#model/records/slo'
import type { RuleGroup, RuleOptions } from '#model/slo/prometheus/prometheus-slo'
import { ruleGroups } from '#model/slo/prometheus/rule-groups'
import type { SourcedSlo } from './rules.ts'

/** One document of YAML. */
export interface RuleDocument {
  service: string
  isManifest: boolean
  text: string
}

export interface DocumentOptions extends RuleOptions {
  /** Labels of everything that is recorded, over those of the SLOs. */
  labels: Readonly<Record<string, string>>
  /** What shares a document: what was read from one, as with Sloth; or a service; or all. A manifest always has its own. */
  by: 'document' | 'service' | 'all'
}

/** How each file that was written begins: by this it is known again. */
export const MARK = 'Made by `evenkeel rules`'

/** Rules as documents of YAML, in the order of the SLOs. */
export function ruleDocuments(slos: readonly SourcedSlo[], options: DocumentOptions): RuleDocument[] {
  const keyOf = ({ watched, file, document, manifest }: SourcedSlo) =>
    manifest || options.by === 'document'
      ? JSON.stringify([file, document])
      : options.by === 'service'
        ? watched.service
        : 'all'
  return [...Map.groupBy(slos, keyOf).values()].flatMap((members) => {
    const [first] = members
    if (!first) return []
    const groups = members.flatMap(({ watched }) => groupsOf(watched, options))
    return [
      {
        service: first.watched.service,
        isManifest: first.manifest !== null,
        text: writeBlockYaml(wrapped(first.manifest, groups), [
          `${MARK} from ${[...new Set(members.map(({ file }) => file))].join(', ')}.`,
          'Edit that, not this: it is written anew each time.',
        ]),
      },
    ]
  })
}

const wrapped = (manifest: SlothManifest | null, groups: readonly RuleGroup[]): object =>
  manifest === null ? ruleFile(groups) : ruleManifest(manifest, groups)

function groupsOf(watched: SourcedSlo['watched'], { labels, ...options }: DocumentOptions): RuleGroup[] {
  const groups = ruleGroups({ ...watched, labels: { ...watched.labels, ...labels } }, options)
  // The queries were read before.
  if ('error' in groups) throw new Error(groups.error)
  return groups
}
