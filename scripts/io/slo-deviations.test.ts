import { expect, test } from 'vitest'
import { OPENSLO_DEVIATIONS } from '#model/records/openslo-deviations'
import { INDICATOR } from '../fixtures/slo-sample.ts'
import { readSloDocuments } from './foreign-reader.ts'

const GOOD = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: good-requests
spec:
  service: booking
  indicator: ${INDICATOR}
  timeWindow:
  - {duration: 30d, isRolling: true}
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
`

test.each(OPENSLO_DEVIATIONS.map(({ point, example }) => ({ point, ...example })))(
  '$point: $verdict, as the docs say.',
  ({ passage, by, verdict }) => {
    const parts = GOOD.split(passage)
    expect(parts).toHaveLength(2)
    const { problems } = readSloDocuments('slos/s.yaml', parts.join(by))
    const severities = problems.map(({ severity }) => (severity === 'error' ? 'refused' : severity))
    expect([...new Set(severities)]).toEqual(verdict === 'accepted' ? [] : [verdict])
  },
)
