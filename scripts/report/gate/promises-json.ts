import type { GateVerdict } from '#model/gate/verdict'
import { exactDecimal, fraction, type Rational } from '#model/rational'
import type { Backtest } from '#model/slo/backtest'
import type { MeasuredBacktest } from '#model/slo/measured-backtest'
import type { PromiseTested } from '#model/slo/told-promises'
import { windowWords } from '#model/slo/windows'
import { formatInstant } from '#model/time'

/** What a pull request makes of SLOs: each objective that is new (`before` null), gone (`after` null) or promises something else; the first of them. */
export const promisesJson = ({ promises }: Pick<GateVerdict, 'promises'>) =>
  promises.told.map(({ slo, objective, before, after }) => ({
    slo,
    ...(objective === null ? {} : { objective }),
    before: before && testedJson(before),
    after: after && testedJson(after),
  }))

const testedJson = ({ service, target, window, incidents, measured }: PromiseTested) => ({
  service,
  target: exactDecimal(target),
  window: windowWords(window),
  incidents: incidents && { ...figureJson(incidents), left_ms: fraction(incidents.left) },
  measurements: measured && { ...figureJson(measured), left_events: exact(measured.left) },
})

const figureJson = ({ days, spent_days, worst, share }: Backtest | MeasuredBacktest) => ({
  days,
  spent_days,
  worst: worst && { at: formatInstant(worst.at), left_share: fraction(worst.share) },
  left_share: exact(share),
})

const exact = (value: Rational | null): string | null => value && fraction(value)
