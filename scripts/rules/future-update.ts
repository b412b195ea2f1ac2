import type { Finding } from '#model/diagnostic'
import { aheadWords, isAheadOf, localTimeQuestion } from '#model/local-time'
import type { Update } from '#model/records/update'
import { compactInstant, formatInstant, type Instant } from '#model/time'
import { waitingUpdates } from '#model/publish/waiting-updates'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'future-update',
  severity: 'warning',
  scope: 'record',
  doc: 'A public update is dated no more than two minutes ahead: customers see it only at its time.',
  *check({ catalog }) {
    const { now, site } = catalog
    for (const update of waitingUpdates(catalog))
      if (isAheadOf(update.time, now)) yield ahead(update, now, site.time_zone)
  },
})

function ahead({ file, time, named }: Update, now: Instant, timeZone: string): Finding {
  const local = localTimeQuestion(time, timeZone)
  const inName = named === time
  // As early as it was meant, where that has come by now.
  const right = local && !isAheadOf(local.meant, now) ? local.meant : now
  return {
    at: inName ? { file, path: [] } : { file, path: ['at'] },
    // Without how far ahead: it would be another finding each minute.
    message: `Unexpected time ${formatInstant(time)} ahead of now, expected one that has come: customers see this update only then.`,
    help: [
      `${aheadWords(time - now)} ahead.`,
      ...(local ? [local.question] : []),
      inName
        ? `Rename it to \`${compactInstant(right)}.md\` to publish it at once.`
        : `Write \`at: ${formatInstant(right)}\` to publish it at once.`,
    ].join(' '),
  }
}
