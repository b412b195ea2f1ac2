import type { Instant } from '../time.ts'
import { ledgerOf, type Ledger } from './ledger.ts'
import type { LossBook } from './losses.ts'

/** An SLO, as far as what it lost goes. */
interface Charged {
  id: string
  service: string
}

/** The ledger of each SLO; those of one service for which no incident declares anything of its own share one. */
export function ledgersOf(book: LossBook, now: Instant): (slo: Charged) => Ledger {
  const shared = new Map<string, Ledger>()
  return ({ id, service }) => {
    const outages = book.outages.get(service) ?? []
    const exemptions = book.exemptions.get(service) ?? []
    const declared = book.declared.get(id)
    if (declared) {
      const declaring = book.declaring.get(id)
      const others = outages.filter(({ kind, by }) => kind !== 'incident' || !declaring?.has(by))
      return ledgerOf([...others, ...declared], exemptions, now)
    }
    const known = shared.get(service) ?? ledgerOf(outages, exemptions, now)
    shared.set(service, known)
    return known
  }
}
