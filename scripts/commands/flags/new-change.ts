import { Option, type Command } from 'commander'
import { CHANGE_TYPES } from '#model/records/change'
import type { Criterion } from '#model/change/draft'
import { parseCriterion, parseList, parseRisk, parseWindow } from '#model/change/draft-words'
import { parseDate, parseDuration, parseInstant } from '#model/time'
import { anId, readIncidentId, settings, someText } from './values.ts'

/** The flags of `new change`. */
export function withChangeFlags(command: Command): Command {
  const wrong: { flag: string; words: string }[] = []
  /** Like `by`, but one wrong flag doesn't hide the next. */
  const read =
    <T>(flag: string, parse: (text: string) => T | { error: string }) =>
    (text: string): T | undefined => {
      const value = parse(text)
      if (typeof value !== 'object' || value === null || !('error' in value)) return value
      wrong.push({ flag, words: `error: option '${flag}' argument '${text}' is invalid. ${String(value.error)}` })
      return undefined
    }
  const limits = (text: string, before: Criterion[] = []): Criterion[] => [
    ...before,
    ...[read('--rollback-when', parseCriterion)(text)].filter((one) => one !== undefined),
  ]
  return command
    .hook('preAction', (own) => void own.setOptionValue('wrong', wrong))
    .option('--title <text>', 'what is done, in one line', someText)
    .addOption(
      new Option('--type <type>', 'its type (default: normal, or standard with a template)').choices(CHANGE_TYPES),
    )
    .addOption(new Option('--purpose <purpose>', 'what it is for').choices(['feature', 'reliability', 'security']))
    .addOption(
      new Option(
        '--status <status>',
        'what is true once it is merged; in_progress and completed for emergency changes alone, which began before their record',
      )
        .choices(['draft', 'proposed', 'approved', 'in_progress', 'completed'])
        .default('draft'),
    )
    .option('--requester <who>', 'a team or a handle', someText)
    .option('--implementer <who>', 'the handle of the one who carries it out', someText)
    .option('--environment <name>', 'where (default: production)', someText)
    .option('--services <ids>', 'what it touches, with commas between', read('--services', listOf))
    .option(
      '--risk <scores>',
      'blast radius, rollback difficulty, complexity, timing; each 1 low to 4 critical: 3,2,2,1',
      read('--risk', parseRisk),
    )
    .option(
      '--window <start/end>',
      'from when until when, RFC 3339 with offsets; or how long: 2026-03-01T02:00:00Z/2h',
      read('--window', parseWindow),
    )
    .option('--estimated-duration <time>', 'how long the work takes: 45m', read('--estimated-duration', parseDuration))
    .option(
      '--rollback-max-duration <time>',
      'how long undoing it may take: 15m',
      read('--rollback-max-duration', parseDuration),
    )
    .option(
      '--rollback-when <limit>',
      'what makes us undo it: "http_error_ratio > 0.01 for 5m", with `automatic` behind it where nobody has to; repeatable',
      limits,
    )
    .option('--plan <markdown>', 'the implementation plan', someText)
    .option('--verification <markdown>', 'what shows that it works', someText)
    .option('--rollback-plan <markdown>', 'how it is undone', someText)
    .option('--template <id>', 'the change template that it follows', someText)
    .option('--set <name=value>', 'the value of a {{placeholder}} of the template; repeatable', settings)
    .addOption(
      new Option('--emergency-reason <reason>', 'why it cannot wait').choices(['outage', 'imminent', 'security']),
    )
    .option('--incident <id>', 'the incident that an emergency change answers', read('--incident', readIncidentId))
    .option('--authorised-by <who>', 'who said go, for an emergency change', someText)
    .option('--authorised-at <time>', 'when they did (default: now)', read('--authorised-at', parseInstant))
    .option('--started <time>', 'when work began, where it is recorded afterwards', read('--started', parseInstant))
    .option('--finished <time>', 'when it ended, where it is recorded afterwards', read('--finished', parseInstant))
    .option(
      '--review-due <date>',
      'latest day of the review of an emergency change (default: in a week)',
      read('--review-due', parseDate),
    )
    .option('--announce <title>', 'announce it to customers, under this title', someText)
    .option('--announcement <text>', 'what customers read below that title', someText)
    .option('--renumber <id>', 'give a change whose id is taken the next free one, in its file name too', anId)
}

const listOf = (text: string): string[] | { error: string } => {
  const list = parseList(text)
  return list.length > 0 ? list : { error: 'Expected at least one.' }
}
