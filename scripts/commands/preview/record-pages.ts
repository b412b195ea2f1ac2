import type { Assessment } from '#assess/content'
import { recordAt } from '#model/records/content-layout'
import type { Catalog } from '#model/catalog'
import { pageFile } from '#model/page-address'
import { publicIdOf } from '#model/publish/public-id'
import { idInName, slotOf } from '#model/records/content-layout'
import { pageOf } from '#site/ops/view/reference.ts'

/** The pages that a file is shown on. */
export interface RecordPages {
  ops: string[]
  status: string[]
}

/** For the file of a record, or one beside it: its pages, which it has however broken it is. */
export function recordPages({ catalog, paths }: Pick<Assessment, 'catalog' | 'paths'>): (file: string) => RecordPages {
  const bundles = new Set(paths.filter((path) => path.endsWith('/index.md')).map((path) => path.slice(0, -9)))
  const yearly = yearlyRecords(catalog)
  return (file) => {
    const record = recordAt(file)
    if (record !== null) return ofYearly(record, yearly, catalog.site.url)
    const slot = slotOf(file, bundles)
    if (slot.kind === 'service') return pages([pageOf('service', slot.id)], [`/components/${slot.id}/`])
    if (slot.kind === 'team' || slot.kind === 'freeze' || slot.kind === 'runbook')
      return pages([pageOf(slot.kind, slot.id)])
    if (slot.kind === 'approval') return pages([pageOf('change', slot.id)])
    if (slot.kind === 'measurement') return pages([pageOf('slo', slot.id)])
    if (slot.kind === 'slo') return pages(ofFile(catalog.slos, file).map(({ id }) => pageOf('slo', id)))
    if (slot.kind === 'alert') return pages(ofFile(catalog.alerts, file).map(({ name }) => pageOf('alert', name)))
    const bundle =
      slot.kind === 'companion' || slot.kind === 'note' || slot.kind === 'picture'
        ? [...bundles].find((one) => file.startsWith(`${one}/`))
        : undefined
    return pages(bundle?.startsWith('runbooks/') === true ? [pageOf('runbook', bundle.slice('runbooks/'.length))] : [])
  }
}

const pages = (ops: readonly string[], status: readonly string[] = []): RecordPages => ({
  ops: ops.map(pageFile),
  status: status.map(pageFile),
})
const ofFile = <T extends { file: string }>(records: readonly T[], path: string) =>
  records.filter(({ file }) => file === path)

interface Yearly {
  id: string
  public_id?: string | undefined
}

/** Changes and incidents by the path of their file or folder, `incidents/2026/INC-2026-0031-checkout`. */
const yearlyRecords = ({ changes, incidents, salvaged }: Catalog): ReadonlyMap<string, Yearly> =>
  new Map([...salvaged, ...changes, ...incidents].map((record) => [recordAt(record.file) ?? record.file, record]))

function ofYearly(path: string, records: ReadonlyMap<string, Yearly>, url: string): RecordPages {
  const kind = path.startsWith('changes/') ? 'change' : 'incident'
  const named = idInName(path.split('/')[2]?.replace(/\.md$/, '') ?? '')
  const { id, public_id } = records.get(path) ?? { id: named, public_id: undefined }
  if (id === null) return pages([])
  return pages([pageOf(kind, id)], [`/incidents/${public_id ?? publicIdOf(kind, id, url)}/`])
}
