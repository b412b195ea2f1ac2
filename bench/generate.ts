import { addDays, compactInstant, dateIn, formatInstant, HOUR, MINUTE } from '#model/time'
import { dice, type Dice } from './dice.ts'
import { paragraph, sentence, title } from './prose.ts'

/** How many records of each kind. */
export interface Mix {
  teams: number
  services: number
  changes: number
  incidents: number
  runbooks: number
}

/** What a company that has used this for years has of each, out of so many records. */
export function mixOf(records: number): Mix {
  const teams = Math.max(3, Math.round(records * 0.005))
  const services = Math.max(10, Math.round(records * 0.035))
  const incidents = Math.round(records * 0.25)
  const runbooks = Math.round(records * 0.11)
  return { teams, services, incidents, runbooks, changes: records - teams - services - incidents - runbooks }
}

/** The moment that generated content is meant for. */
export const NOW = Date.parse('2026-11-23T09:00:00Z')

/** A content folder, path → text, in which `validate` finds nothing. The same mix gives the same bytes. */
export function generateContent(mix: Mix): Map<string, string> {
  const roll = dice(20_261_123)
  const files = new Map([['site.yaml', SITE]])
  for (let i = 0; i < mix.teams; i++) files.set(`teams/${teamId(i)}.yaml`, team(i))
  for (let i = 0; i < mix.services; i++) files.set(`services/${serviceId(i)}.yaml`, service(i, mix, roll))
  for (let i = 0; i < mix.runbooks; i++) files.set(`runbooks/${runbookId(i)}.md`, runbook(i, mix, roll))
  for (let i = 0; i < mix.changes; i++) addChange(files, i, mix, roll)
  for (let i = 0; i < mix.incidents; i++) addIncident(files, i, mix, roll)
  return files
}

const SITE = `name: Bench
url: https://status.bench.example
ops_url: https://ops.bench.example
time_zone: Europe/Berlin
`

const FIVE_YEARS = 5 * 365 * 24 * HOUR
/** Spreads records evenly over the five years up to now. */
const spread = (i: number, of: number, roll: Dice) =>
  Math.floor((NOW - FIVE_YEARS * (1 - (i + 0.9 * roll.share()) / of)) / MINUTE) * MINUTE
const recordId = (prefix: string, i: number, at: number) =>
  `${prefix}-${new Date(at).getUTCFullYear()}-${String(i + 1).padStart(4, '0')}`

const teamId = (i: number) => `team-${i}`
const serviceId = (i: number) => `service-${i}`
const runbookId = (i: number) => `area-${i % 20}/runbook-${i}`
/** Every third service is a component of the status page. */
const isPublic = (i: number) => i % 3 === 0
const publicService = (mix: Mix, roll: Dice) => serviceId(3 * roll.below(Math.ceil(mix.services / 3)))

const team = (i: number) => `name: Team ${i}
members: [ana${i}, bo${i}, cy${i}, lead${i}]
leads: [lead${i}]
contacts: {page: "https://pager.bench.example/${i}", chat: "#team-${i}"}
escalation: [{after: 0m, who: ana${i}, how: page}, {after: 15m, who: lead${i}, how: phone}]
`

function service(i: number, mix: Mix, roll: Dice): string {
  const below = i < 3 ? [] : [...new Set([roll.below(i), roll.below(i)])]
  const needs = below.map(serviceId).join(', ')
  const block = `public:
  name: Product ${i}
  group: Group ${i % 12}
  description: ${sentence(roll)}
  position: ${i}
  since: 2021-01-01
`
  return `name: Service number ${i}
description: ${sentence(roll)}
team: ${teamId(i % mix.teams)}
tier: ${1 + (i % 4)}
depends_on: [${needs}]
maintenance_windows: [{days: [tue, thu], from: "02:00", to: "04:00", time_zone: Europe/Berlin}]
${isPublic(i) ? block : ''}`
}

function addChange(files: Map<string, string>, i: number, mix: Mix, roll: Dice) {
  const start = spread(i, mix.changes, roll)
  const id = recordId('CHG', i, start)
  const finished = start + (20 + roll.below(80)) * MINUTE
  const text = `---
id: ${id}
title: ${title(roll)}
type: normal
purpose: ${roll.one(['feature', 'reliability', 'security'])}
status: ${roll.one(['completed', 'completed', 'completed', 'completed', 'rolled_back'])}
requester: ${teamId(roll.below(mix.teams))}
implementer: ana${roll.below(mix.teams)}
environment: production
services: [${serviceId(roll.below(mix.services))}]
risk: {blast_radius: ${1 + roll.below(3)}, rollback_difficulty: 2, complexity: ${1 + roll.below(3)}, timing: 1}
window: {start: ${formatInstant(start)}, end: ${formatInstant(start + 2 * HOUR)}}
estimated_duration: 45m
rollback:
  max_duration: 15m
  criteria:
    - {metric: error_ratio, comparator: ">", threshold: 0.01, for: 5m, action: automatic}
rollout:
  - {percent: 10, bake: 10m, success: error ratio below 0.1 %}
  - {percent: 100, bake: 20m, success: error ratio below 0.1 %}
outcome: {started: ${formatInstant(start + MINUTE)}, finished: ${formatInstant(finished)}}
---
## Implementation plan

1. ${sentence(roll)}
2. ${sentence(roll)}${i % 4 === 0 ? ' See `kubectl get pods` first.' : ''}
3. ${sentence(roll)}

## Verification

${paragraph(roll, 2)}

## Rollback plan

${paragraph(roll, 3)}
`
  const folder = `changes/${id.slice(4, 8)}`
  // Every twentieth is announced.
  if (i % 20 !== 0) return files.set(`${folder}/${id}-${roll.word()}.md`, text)
  const component = publicService(mix, roll)
  files.set(`${folder}/${id}/index.md`, text)
  return files.set(
    `${folder}/${id}/public/${compactInstant(start - 100 * HOUR)}.md`,
    `---\nstate: scheduled\ntitle: ${title(roll)}\ncomponents: {${component}: under_maintenance}\n---\n${paragraph(roll, 2)}\n`,
  )
}

function addIncident(files: Map<string, string>, i: number, mix: Mix, roll: Dice) {
  const start = spread(i, mix.incidents, roll)
  const id = recordId('INC', i, start)
  const after = (minutes: number) => formatInstant(start + minutes * MINUTE)
  const component = publicService(mix, roll)
  const runbooks = mix.runbooks > 0 ? runbookId(roll.below(mix.runbooks)) : ''
  const link = i % 3 === 0 ? ` The ticket is [here](https://git.bench.example/${i}).` : ''
  const folder = `incidents/${id.slice(4, 8)}/${id}-${roll.word()}`
  files.set(
    `${folder}/index.md`,
    `---
id: ${id}
title: ${title(roll)}
severity: SEV-${1 + roll.below(4)}
services: [${component}, ${serviceId(roll.below(mix.services))}]
detected_by: monitoring
started: ${after(0)}
detected: ${after(2)}
acknowledged: ${after(4)}
mitigated: ${after(40)}
resolved: ${after(70)}
roles: {commander: ana${roll.below(mix.teams)}, technical_lead: bo${roll.below(mix.teams)}}
alerts: [Alert${roll.below(400)}]
runbooks: [${runbooks}]
review: {status: done, held: ${after(3000)}}
actions:
  - {title: ${title(roll)}, owner: bo${roll.below(mix.teams)}, due: ${addDays(dateIn(start, 'Etc/UTC'), 30)}, kind: prevent, status: done}
---
## Timeline

- 10:00 ${sentence(roll)}
- 10:04 ${sentence(roll)}
- 10:40 ${sentence(roll)}

## Postmortem

${paragraph(roll, 5)}${link}
`,
  )
  const states = ['investigating', 'identified', 'monitoring', 'resolved']
  const settings = ['partial_outage', 'major_outage', 'degraded_performance', 'operational']
  for (const [step, state] of states.entries()) {
    const heading = step === 0 ? `title: ${title(roll)}\n` : ''
    files.set(
      `${folder}/public/${compactInstant(start + (5 + 20 * step) * MINUTE)}.md`,
      `---\nstate: ${state}\n${heading}components: {${component}: ${settings[step]}}\n---\n${paragraph(roll, 2)}\n`,
    )
  }
}

const runbook = (i: number, mix: Mix, roll: Dice) => `---
title: ${title(roll)}
services: [${serviceId(roll.below(mix.services))}]
team: ${teamId(roll.below(mix.teams))}
alerts: [Alert${i}]
last_updated: 2026-08-01
last_tested: 2026-08-14
severity: SEV-2
escalation: [{after: 0m, who: ${teamId(0)}, how: page}]
---
## Summary

${paragraph(roll, 2)}

## Impact

${paragraph(roll, 2)}

## Diagnosis

### ${title(roll)}

\`\`\`sh
kubectl -n $NAMESPACE get pods -l app=service-${i}
\`\`\`

Expected: ${sentence(roll)}

- ${sentence(roll)}
- ${sentence(roll)}

## Mitigation

### ${title(roll)}

\`\`\`sh
kubectl -n $NAMESPACE rollout restart deploy/service-${i}
\`\`\`

Expected: ${sentence(roll)}

## Verification

${paragraph(roll, 1)}
`
