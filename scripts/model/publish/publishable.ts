import type { Catalog, Salvaged, SalvagedChange } from '../catalog.ts'
import type { Change } from '../records/change.ts'
import { IMPACT_FILE, POSTMORTEM_FILE, publicFile } from '../records/content-layout.ts'
import { findSecret } from './secrets.ts'

/**
 * What of a catalogue the public site is projected from. An error in a record, or in another one that it names, must not
 * change what else customers read: what could be read of each file is there, for only its public part is ever picked. What
 * holds a secret isn't published: the text that it is in goes, and no more.
 *
 * `unfit` holds the files with an error in a public text.
 */
export function publishableCatalog(catalog: Catalog, unfit: ReadonlySet<string>): Catalog {
  if (unfit.size === 0) return catalog
  const fit = <T extends Salvaged | Change | SalvagedChange>(record: T) => withoutSecrets(record, unfit)
  return {
    ...catalog,
    services: catalog.services.map((service) =>
      service.public && unfit.has(service.file)
        ? { ...service, public: withoutSecret(service.id, service.public) }
        : service,
    ),
    salvaged_components: catalog.salvaged_components.map((one) => ({
      ...one,
      public: withoutSecret(one.id, one.public),
    })),
    changes: catalog.changes.map(fit),
    salvaged_changes: catalog.salvaged_changes.map(fit),
    incidents: catalog.incidents.map(fit),
    salvaged: catalog.salvaged.map(fit),
  }
}

type Block = Catalog['salvaged_components'][number]['public']

/** A component is called by its id where its name holds a secret. */
function withoutSecret(id: string, block: Block): Block {
  const right = Object.entries(block).filter(([, value]) => typeof value !== 'string' || findSecret(value) === null)
  return { ...Object.fromEntries(right), name: findSecret(block.name) === null ? block.name : id }
}

/** An update still says where the incident stands; which text the secret is in, is judged anew: it may be the title. */
function withoutSecrets<T extends Salvaged | Change | SalvagedChange>(record: T, unfit: ReadonlySet<string>): T {
  const updates = record.updates?.map((update) => {
    if (!unfit.has(update.file)) return update
    const title = update.title !== undefined && findSecret(update.title) !== null ? undefined : update.title
    const markdown = findSecret(update.body.markdown) === null ? update.body.markdown : ''
    return { ...update, title, body: { ...update.body, markdown } }
  })
  return {
    ...record,
    updates: updates ?? null,
    impact: unfit.has(publicFile(record.file, IMPACT_FILE)) ? null : record.impact,
    ...('postmortem' in record && unfit.has(publicFile(record.file, POSTMORTEM_FILE)) ? { postmortem: null } : {}),
  }
}
