import type { Catalog } from '#model/catalog'
import type { Finding } from '#model/diagnostic'
import { isAheadOf, localTimeBehind, localTimeQuestion } from '#model/local-time'
import type { Update } from '#model/records/update'
import { compactInstant, formatInstant } from '#model/time'
import { defineRule } from './rule.ts'

export default defineRule({
  name: 'schema',
  severity: 'error',
  scope: 'record',
  doc: 'A record has the fields of its kind, no others, and the first public update has a title.',
  *check({ catalog }): Generator<Finding> {
    // Where an update can't be read, which one is the first isn't known.
    const doubtful = new Set(catalog.broken.update?.map(folderOf))
    for (const { updates } of [...catalog.incidents, ...catalog.changes]) {
      const [first, ...later] = updates ?? []
      if (!first || first.title !== undefined || doubtful.has(folderOf(first.file))) continue
      const opening = later.find(({ title }) => title !== undefined)
      yield opening ? tooEarly(first, opening, catalog) : untitled(first)
    }
  },
})

const untitled = ({ file }: Update): Finding => ({
  at: { file, path: ['title'] },
  message: 'Missing `title`, expected what customers read, as this is the first update.',
  help: 'Add `title: …` in words for customers.',
})

/** Where a later one has the title, it is a time that is wrong: a title here would open the page with the wrong update. */
function tooEarly(first: Update, opening: Update, { now, site }: Pick<Catalog, 'now' | 'site'>): Finding {
  const behind = localTimeBehind(first.time, site.time_zone)
  const ahead = localTimeQuestion(opening.time, site.time_zone)
  const early = behind && behind.meant >= opening.time && !isAheadOf(behind.meant, now) ? behind : null
  const late = !early && ahead && ahead.meant <= first.time ? ahead : null
  const [wrong, local] = late ? [opening, late] : [first, early]
  return {
    at: { file: first.file, path: first.at === undefined ? [] : ['at'] },
    message: `Unexpected update dated ${formatInstant(first.time)}, before the one that opens the ${'auto' in first ? 'maintenance' : 'incident'} at ${formatInstant(opening.time)}, expected it after that one.`,
    help: [
      `Is ${late ? 'the time of that one' : first.at === undefined ? "its name's time" : 'its `at`'} right?`,
      ...(local ? [local.question] : []),
      wrong.at !== undefined
        ? `Correct \`at\`${local ? ` to \`${formatInstant(local.meant)}\`` : ''} in \`${nameOf(wrong)}\`.`
        : `Rename \`${nameOf(wrong)}\` to ${local ? `\`${compactInstant(local.meant)}.md\`` : 'the time in UTC at which it was posted'}.`,
      'Only where it is the first does it need a `title`.',
    ].join(' '),
    related: [{ at: { file: opening.file, path: ['title'] }, message: 'The title is here.' }],
  }
}

const nameOf = ({ file }: Update) => file.slice(file.lastIndexOf('/') + 1)
const folderOf = (file: string) => file.slice(0, file.lastIndexOf('/'))
