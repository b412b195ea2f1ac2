import type { Content } from '#io/catalog-reader'
import type { Measurement } from '#model/records/measurement'
import { DEFAULT_WINDOW, type SloWindow } from '#model/records/objective'
import type { Slo } from '#model/records/slo'
import { readingOf, type Reading } from '#model/slo/measure/reading'
import type { Instant } from '#model/time'

/** An SLO that can be measured, and what is measured of it already. */
export interface ToMeasure {
  id: string
  reading: Reading
  window: SloWindow
  /** From the content folder. */
  path: string
  /** In the order of time. */
  rows: readonly Measurement[]
  /** Whose days: those of its calendar, or else the site's. */
  time_zone: string
  now: Instant
}

/** Why an SLO isn't measured, as the end of a sentence; `isWrong` where something has to be mended first. */
export interface NotMeasured {
  reason: string
  isWrong: boolean
}

/** What becomes the name of a file. */
const PLAIN = /^\w[\w.-]*$/

/** What is to be measured of an SLO of the content, or why nothing is. */
export function toMeasure(slo: Slo, { catalog, problems }: Content): ToMeasure | NotMeasured {
  const { id } = slo
  const wrong = (reason: string): NotMeasured => ({ reason, isWrong: true })
  if (!PLAIN.test(id)) return wrong('its id is no name for a file')
  if (catalog.slos.filter((other) => other.id === id).length > 1) return wrong('there are two of this id')
  const reading = readingOf(slo)
  if ('error' in reading) return { reason: reading.error, isWrong: false }
  const path = `measurements/${id}.csv`
  const broken = problems.find(
    ({ severity, at: { file } }) => severity === 'error' && (file === path || file === 'measurements'),
  )
  if (broken) {
    const line = 'span' in broken.at ? `:${broken.at.span.line}` : ''
    return wrong(`${broken.at.file}${line} has to be mended first. ${broken.message.replace(/\.$/, '')}`)
  }
  const window = slo.window ?? DEFAULT_WINDOW
  return {
    id,
    reading,
    window,
    path,
    rows: catalog.measurements.find((one) => one.slo === id)?.rows ?? [],
    time_zone: window.kind === 'calendar' ? window.time_zone : catalog.site.time_zone,
    now: catalog.now,
  }
}
