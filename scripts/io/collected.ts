import { NO_RECORDS, type Catalog, type Kind, type Records } from '#model/catalog'
import type { Problem } from '#model/diagnostic'
import { DEFAULT_POLICY } from '#model/records/policy'
import type { SloDocument } from '#model/records/slo-document'
import { UNNAMED_SITE } from '#model/records/site'
import type { RecordCache } from './record-cache.ts'

/** What has been read of a content folder so far: handed from reader to reader, each adds what it finds. */
export interface Collected {
  records: Records
  broken: Catalog['broken']
  components: Catalog['salvaged_components']
  runbooks: Catalog['salvaged_runbooks']
  teams: Catalog['salvaged_teams']
  services: Catalog['salvaged_services']
  rules: Pick<Records, 'alerts' | 'recordings'>
  /** What the SLOs are made of, once every file of them is read: they refer to one another. */
  slo_documents: SloDocument[]
  problems: Problem[]
  cache: RecordCache
}

export const nothingYet = (found: readonly Problem[], cache: RecordCache): Collected => ({
  records: { site: UNNAMED_SITE, policy: DEFAULT_POLICY, ...structuredClone(NO_RECORDS) },
  broken: {},
  components: [],
  runbooks: [],
  teams: [],
  services: [],
  rules: { alerts: [], recordings: [] },
  slo_documents: [],
  problems: [...found],
  cache,
})

/** Not `push(...more)`: a file can have more findings than a call can have arguments. */
export function report({ problems }: Pick<Collected, 'problems'>, more: readonly Problem[]) {
  for (const problem of more) problems.push(problem)
}

/** Notes a record whose file is there but can't be read. */
export const noteBroken = ({ broken }: Collected, kind: Kind, id: string) => void (broken[kind] ??= []).push(id)
