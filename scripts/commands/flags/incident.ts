import { InvalidArgumentError, Option, type Command } from 'commander'
import type { ComponentStates } from '#model/incident/draft'
import { parseList } from '#model/change/draft-words'
import { SEVERITIES } from '#model/records/incident'
import { COMPONENT_STATUSES, INCIDENT_STATES, type ComponentStatus } from '#model/records/update'
import { parseDuration, parseInstant } from '#model/time'
import type { ApplyOptions } from '../incident/apply.ts'
import type { IncidentOptions } from '../incident/options.ts'
import { command } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { aSeverity, by, readIncidentId, remoteFlag, settings, someText } from './values.ts'

export function describeIncident(group: Command, terminal: Terminal): Command {
  const on = (name: string, summary: string) =>
    withIncidentFlags(command(name, summary)).argument(
      '[incident]',
      'its id, such as INC-2026-0031 (default: the one that is open)',
      anIncident,
    )
  return group
    .addCommand(openCommand('open', terminal))
    .addCommand(
      on('update', 'tell customers how it goes on, or with --internal the timeline').action(
        async (id: string | undefined, options: IncidentOptions) =>
          (await import('../incident/update.ts')).updateIncident(id, options, terminal),
      ),
    )
    .addCommand(
      on(
        'resolve',
        'it is over: `resolved` in its record, and the last word to customers where they have read of it',
      ).action(async (id: string | undefined, options: IncidentOptions) =>
        (await import('../incident/resolve.ts')).resolveIncident(id, options, terminal),
      ),
    )
    .addCommand(applyCommand(terminal))
}

const applyCommand = (terminal: Terminal): Command =>
  command('apply', 'write, commit and push what was posted: one incident or update as JSON; again changes nothing')
    .argument(
      '<file>',
      "a body of Statuspage's API, a message of Alertmanager's webhook, or an event of GitHub's (issues, issue_comment, workflow_dispatch, repository_dispatch); `-`: the standard input",
      someText,
    )
    .option('--push', 'commit it and push it (default)', true)
    .option('--no-push', 'write the files alone')
    .addOption(branchFlag())
    .addOption(remoteFlag())
    .addOption(byFlag())
    .addOption(new Option('--format <format>', 'how it is answered').choices(['text', 'json']).default('text'))
    .action(async (file: string, options: ApplyOptions) =>
      (await import('../incident/apply.ts')).applyFile(file, options, terminal),
    )

/** `incident open`, which is `new incident` too. */
export const openCommand = (name: string, terminal: Terminal): Command =>
  withIncidentFlags(
    command(name, 'an incident with the next id: its record, and the first word to customers where they notice it'),
  )
    .option('--started <time>', 'when it began, where that was earlier than now', by(parseInstant))
    .action(async (options: IncidentOptions) => (await import('../incident/open.ts')).openIncident(options, terminal))

const withIncidentFlags = (made: Command): Command =>
  made
    .option(
      '--title <text>',
      'what is wrong, in one line: of the record, and what customers read as its title',
      someText,
    )
    .addOption(
      new Option('--severity <severity>', 'how bad it is (default: as the template says)')
        .choices(SEVERITIES)
        .argParser(aSeverity),
    )
    .option('--service <id>', 'a service that is affected; repeatable, or with commas between', listed)
    .option(
      '--component <id=state>',
      `how customers find a service: ${COMPONENT_STATUSES.join(', ')}; repeatable`,
      components,
    )
    .addOption(
      new Option('--state <state>', 'how far it is, as customers read it (default: as before)').choices(
        INCIDENT_STATES,
      ),
    )
    .option('--text <markdown>', 'what customers read; with --internal an event of the timeline', someText)
    .option(
      '--next-update <time>',
      'how long until the next word: 30m; `none` promises none (default: `cadence` of the policy)',
      byTime,
    )
    .option('--internal', 'for us alone: customers see nothing of it')
    .option('--template <id>', 'take words and states from incident-templates/', someText)
    .option('--set <name=value>', 'the value of a {{placeholder}} of the template; repeatable', settings)
    .option('--alert <file>', "a message of Alertmanager's webhook, JSON; `-`: the standard input", someText)
    .option('--push', 'commit it and push it to the branch that others see; what else lies in the clone stays as it is')
    .addOption(branchFlag())
    .addOption(remoteFlag())
    .addOption(byFlag())

const branchFlag = () =>
  new Option('--branch <name>', "the branch that is pushed to (default: the remote's first)").argParser(someText)
const byFlag = () =>
  new Option('--by <handle>', 'who says it, as the author of the commit (default: as git is told)').argParser(someText)

const anIncident = by(readIncidentId)

const byTime = by((text) => (text === 'none' ? 'none' : parseDuration(text)))

const listed = (text: string, before: string[] = []): string[] => [...before, ...parseList(text)]

function components(text: string, before: ComponentStates = {}): ComponentStates {
  const pairs = parseList(text).map((part): [string, ComponentStatus] => {
    const [, id = '', state = ''] = /^([^=]+)=(.*)$/.exec(part) ?? []
    const status = COMPONENT_STATUSES.find((one) => one === state.trim().replaceAll(/[- ]/g, '_'))
    if (status === undefined)
      throw new InvalidArgumentError(
        `Expected a service and its state, such as checkout=partial_outage; a state is one of ${COMPONENT_STATUSES.join(', ')}.`,
      )
    return [id.trim(), status]
  })
  return Object.fromEntries([...Object.entries(before), ...pairs])
}
