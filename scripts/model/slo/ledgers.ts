import type { Instant } from '../time.ts'
import { amended } from './amended.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import type { LossBook, OwnedLoss } from './losses.ts'

/** An SLO, as far as what it lost goes. */
interface Charged {
  id: string
  service: string
}

/** What was lost to a service, whatever SLO it is for. */
interface Common {
  ledger: Ledger
  /** By incident, what the public read of it. */
  outagesOf: ReadonlyMap<string, OwnedLoss[]>
}

/** The ledger of each SLO. What is common to those of a service is worked out once. */
export function ledgersOf(book: LossBook, now: Instant): (slo: Charged) => Ledger {
  const known = new Map<string, Common>()
  const commonOf = (service: string): Common => {
    const outages = book.outages.get(service) ?? []
    const common = known.get(service) ?? {
      ledger: ledgerOf(outages, book.exemptions.get(service) ?? [], now),
      outagesOf: Map.groupBy(
        outages.filter(({ kind }) => kind === 'incident'),
        ({ by }) => by,
      ),
    }
    known.set(service, common)
    return common
  }
  return ({ id, service }) => {
    const { ledger, outagesOf } = commonOf(service)
    const declared = book.declared.get(id)
    if (!declared) return ledger
    const replaced = [...(book.declaring.get(id) ?? [])].flatMap((incident) => outagesOf.get(incident) ?? [])
    return amended(ledger, declared, replaced)
  }
}
