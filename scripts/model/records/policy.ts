import { z } from 'zod'
import { defaulted, duration, optional, record, text } from './field.ts'
import { RISK_LEVELS } from './template.ts'

const level = z.enum(RISK_LEVELS)
const approvers = z.strictObject({
  any: optional(z.int().min(0), 'From anyone in a team.'),
  service_team: optional(z.int().min(0), 'From each team that owns one of the services.'),
  other_team: optional(z.int().min(0), 'From other teams.'),
  lead: optional(z.int().min(0), 'From leads.'),
})
const share = z.number().min(0).max(1)
const time = (value: string, doc: string) => defaulted(duration, value, doc)

/** `policy.yaml`: what counts as risky, who approves, how often to speak. Every default is the contract's. */
export const policySchema = record({
  risk: defaulted(
    z.strictObject({
      medium: defaulted(z.int(), 7, 'Lowest sum of the four scores that is medium.'),
      high: defaulted(z.int(), 10, 'Lowest sum that is high.'),
      critical: defaulted(z.int(), 13, 'Lowest sum that is critical.'),
      any_four: defaulted(level, 'high', 'The least that a single 4 makes of it.'),
      tier_floor: defaulted(
        z.partialRecord(z.enum(['1', '2', '3', '4']), level).meta({ label: 'map of levels' }),
        { '1': 'medium' },
        'The least for normal changes in production, by tier.',
      ),
    }),
    {},
    'How scores become a level.',
  ),
  approvals: defaulted(
    z.strictObject({
      low: defaulted(approvers, { any: 1 }, 'Approvals at low risk.'),
      medium: defaulted(approvers, { service_team: 1 }, 'At medium risk.'),
      high: defaulted(approvers, { service_team: 1, other_team: 1 }, 'At high risk.'),
      critical: defaulted(approvers, { service_team: 1, other_team: 1, lead: 1 }, 'At critical risk.'),
      emergency: defaulted(approvers, { any: 1 }, 'For an emergency, within 24 hours.'),
      withdraw: defaulted(
        approvers,
        { service_team: 1 },
        'To take an approved change back; who brings that counts as one of them.',
      ),
      paths: defaulted(
        z.strictObject({
          lead: defaulted(
            z.array(z.string()),
            ['policy.yaml', 'teams/', 'freezes/', 'change-templates/'],
            'Need a lead.',
          ),
          any: defaulted(
            z.array(z.string()),
            ['services/', 'runbooks/', 'slos/', 'alerts/', 'events/', 'changes/', 'site.yaml'],
            'Need anyone.',
          ),
          responders: defaulted(z.array(z.string()), ['incidents/'], 'Need nobody, when a responder writes.'),
          none: defaulted(
            z.array(z.string()),
            ['README.md', 'measurements/'],
            'Need nobody; one that ends in `/` stands for a folder, another one for that file alone.',
          ),
        }),
        {},
        'Who approves the other files.',
      ),
    }),
    {},
    'How many approvals, and from whom.',
  ),
  objections: defaulted(
    z.enum(['block', 'report']),
    'block',
    'What somebody who may approve and asks for changes does to a pull request.',
  ),
  environments: optional(
    z.array(text),
    'The environments that there are: a change names one of them. Default: those that approved changes and freezes name.',
  ),
  responders: defaulted(
    z.union([z.literal('all'), z.array(z.string())]).meta({ label: 'all, or a list of teams' }),
    'all',
    'Who may post incident updates without review.',
  ),
  lead_time: defaulted(
    z.strictObject({ high: time('24h', 'At high risk.'), critical: time('72h', 'At critical risk.') }),
    {},
    'How long before its window a change is proposed.',
  ),
  freeze_max: time('30d', 'A longer freeze is probably a typing error.'),
  cadence: defaulted(
    z.strictObject({
      'SEV-1': time('20m', 'During a SEV-1.'),
      'SEV-2': time('30m', 'During a SEV-2.'),
      'SEV-3': time('60m', 'During a SEV-3.'),
    }),
    {},
    'How long until the next public update.',
  ),
  review: defaulted(
    z.strictObject({ 'SEV-1': time('3d', 'After a SEV-1.'), 'SEV-2': time('7d', 'After a SEV-2.') }),
    {},
    'How long until an incident is reviewed.',
  ),
  maintenance: defaulted(
    z.strictObject({ min_notice: time('72h', 'Announced at least so long before.') }),
    {},
    'What maintenance owes customers.',
  ),
  runbook_review: time('90d', 'How long a runbook counts as tested.'),
  budget: defaulted(
    z
      .strictObject({
        tight: defaulted(
          z.strictObject({
            below: defaulted(share, 0.5, 'Share of the error budget below which it is tight.'),
            high: defaulted(approvers, { any: 1 }, 'Further approvals from high risk up.'),
          }),
          {},
          'Some of it is left.',
        ),
        low: defaulted(
          z.strictObject({ below: defaulted(share, 0.1, 'Share of the error budget below which it is low.') }),
          {},
          'Little is left: only standard and emergency changes, and purpose reliability or security.',
        ),
        incident_share: defaulted(
          share,
          0.2,
          'An incident that alone burned a larger share needs a done review with an action.',
        ),
      })
      .refine(({ tight, low }) => low.below <= tight.below, {
        error: 'Unexpected `low` above `tight`, expected a budget that is low to be tight as well.',
        path: ['low', 'below'],
      }),
    {},
    'What is asked of changes by the share of the error budget that is left, of their services and of those that depend on them.',
  ),
  changes_before_incident: time('24h', 'How far back an incident page looks for changes.'),
})

export type Policy = z.output<typeof policySchema>
export const DEFAULT_POLICY: Policy = policySchema.parse({})
