import { plainLine } from './plain-line.ts'
import type { Slo } from './slo.ts'
import type { SloDocument } from './slo-document.ts'

/** What both versions of OpenSLO say of an SLO in the same way. */
type Named = Pick<
  Slo,
  | 'id'
  | 'name'
  | 'spec_name'
  | 'description'
  | 'service'
  | 'public'
  | 'file'
  | 'document'
  | 'path'
  | 'namePath'
  | 'servicePath'
  | 'annotations'
  | 'alerting'
  | 'manifest'
>

/** A document of an SLO, with what is read of it here. */
interface Said extends Pick<SloDocument, 'file' | 'document'> {
  data: {
    metadata: {
      name: string
      displayName?: string | null | undefined
      annotations?: Record<string, string> | null | undefined
    }
    spec: { service: string; description?: string | null | undefined }
  }
}

/** Name, service and place of an SLO of OpenSLO; it has neither Sloth's alerting nor its manifest. */
export function openSloNamed({ data: { metadata: meta, spec }, file, document }: Said): Named {
  return {
    id: meta.name,
    name: plainLine(meta.displayName ?? '') || plainLine(meta.name),
    spec_name: meta.name,
    description: spec.description ?? undefined,
    service: spec.service,
    public: meta.annotations?.['evenkeel.dev/public'] === 'true',
    file,
    document,
    path: [],
    namePath: ['metadata', 'name'],
    servicePath: ['spec', 'service'],
    annotations: meta.annotations ?? {},
    alerting: null,
    manifest: null,
  }
}
