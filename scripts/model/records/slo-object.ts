import type { Path, Place } from '../diagnostic.ts'
import type { OpenSlo, OpenSloKind, OpenSloOf } from './openslo.ts'
import { indicatorOf } from './openslo-indicator.ts'
import type { Indicator } from './slo.ts'
import type { SloDocument } from './slo-document.ts'

/** One document of OpenSLO, under its own name, and what it refers to. Each kind has names of its own. */
export interface SloObject {
  kind: OpenSloKind
  name: string
  file: string
  document: number
  references: readonly SloReference[]
  /** Of an SLI what it measures; null of the other kinds. */
  indicator: Indicator | null
}

export interface SloReference {
  kind: OpenSloKind
  name: string
  at: Place
}

const REFERENCES: Readonly<Record<string, OpenSloKind>> = {
  indicatorRef: 'SLI',
  metricSourceRef: 'DataSource',
  alertPolicyRef: 'AlertPolicy',
  conditionRef: 'AlertCondition',
  targetRef: 'AlertNotificationTarget',
}
/** What is the vendor's own below these isn't looked into. */
const VENDORS = new Set(['connectionDetails', 'metadata'])

/** The OpenSLO v1 objects among documents. */
export function sloObjectsIn(documents: readonly SloDocument[]): SloObject[] {
  const find = objectFinder(documents)
  return documents.flatMap((one) => {
    if (one.format !== 'openslo') return []
    const { data, file, document } = one
    const references = [...referencesIn(data.spec, ['spec'])].map(({ kind, name, path }) => ({
      kind,
      name,
      at: { file, document, path },
    }))
    const indicator = data.kind === 'SLI' ? indicatorOf(data.spec, one, ['spec'], find) : null
    return [{ kind: data.kind, name: data.metadata.name, file, document, references, indicator }]
  })
}

function* referencesIn(data: unknown, path: Path): Generator<{ kind: OpenSloKind; name: string; path: Path }> {
  if (typeof data !== 'object' || data === null) return
  for (const [key, value] of Object.entries(data)) {
    const kind = REFERENCES[key]
    const here = [...path, Array.isArray(data) ? Number(key) : key]
    if (typeof value === 'string') {
      if (kind) yield { kind, name: value, path: here }
      // The old schema takes a policy's bare name.
      else if (path.at(-1) === 'alertPolicies') yield { kind: 'AlertPolicy', name: value, path: here }
    } else if (!VENDORS.has(key) && !(key === 'spec' && path.at(-1) === 'metricSource'))
      yield* referencesIn(value, here)
  }
}

/** Finds an object by its name; where a name stands twice, the first one holds. */
export type FindObject = <K extends OpenSloKind>(kind: K, name: string) => Found<K> | undefined
export interface Found<K extends OpenSloKind> {
  data: OpenSloOf<K>
  document: SloDocument
}

export function objectFinder(documents: readonly SloDocument[]): FindObject {
  const found = new Map<string, { data: OpenSlo; document: SloDocument }>()
  for (const document of documents)
    if (document.format === 'openslo') {
      const key = `${document.data.kind}\0${document.data.metadata.name}`
      if (!found.has(key)) found.set(key, { data: document.data, document })
    }
  return <K extends OpenSloKind>(kind: K, name: string) => found.get(`${kind}\0${name}`) as Found<K> | undefined
}
