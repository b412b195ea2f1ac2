import type { Slo } from './slo.ts'
import type { SloDocument } from './slo-document.ts'
import { objectFinder } from './slo-object.ts'
import { openSloAsSlo } from './openslo-as-slo.ts'
import { alphaAsSlo } from './openslo-alpha-as-slo.ts'
import { manifestAsSlos, slothAsSlos } from './sloth-as-slos.ts'

/** The SLOs of documents that were checked, in their order, with what they refer to in any of them. */
export function slosIn(documents: readonly SloDocument[]): Slo[] {
  const find = objectFinder(documents)
  return documents.flatMap((one) => {
    switch (one.format) {
      case 'openslo':
        return openSloAsSlo(one, find)
      case 'openslo_v1alpha':
        return alphaAsSlo(one)
      case 'sloth':
        return slothAsSlos(one)
      case 'sloth_manifest':
        return manifestAsSlos(one)
    }
  })
}
