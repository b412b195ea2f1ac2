/*
 * Where OpenSLO's specification (README.md of OpenSLO/OpenSLO, aa5cb78), the JSON schema that it had (525dc60^) and its Go
 * SDK (OpenSLO/go-sdk, pkg/openslo/v1) say different things of v1, and what is done here. The table in `docs/slos.md` is
 * made of this one, and a test holds the reader to it.
 */

export interface Deviation {
  /** What it is about. */
  point: string
  specification: string
  schema: string
  sdk: string
  here: string
  /** A passage of a good SLO, what stands in its place to show the difference, and what the reader makes of it. */
  example: { passage: string; by: string; verdict: 'accepted' | 'warning' | 'refused' }
}

const ROLLING = '  - {duration: 30d, isRolling: true}\n'

export const OPENSLO_DEVIATIONS: readonly Deviation[] = [
  {
    point: 'An alert policy by its bare name, `alertPolicies: [fast-burn]`',
    specification: '`alertPolicyRef`, or written out',
    schema: 'the name alone',
    sdk: '`alertPolicyRef`, or written out',
    here: 'all three, the bare name with a warning',
    example: { passage: 'objectives:', by: 'alertPolicies: [fast-burn]\n  objectives:', verdict: 'warning' },
  },
  {
    point: 'No `timeWindow`',
    specification: 'optional',
    schema: 'optional',
    sdk: 'exactly one',
    here: 'optional: 30 days are taken',
    example: { passage: `  timeWindow:\n${ROLLING}`, by: '', verdict: 'accepted' },
  },
  {
    point: '`targetPercent`',
    specification: 'instead of `target`',
    schema: '`target` is required',
    sdk: 'instead of `target`',
    here: 'instead of `target`',
    example: { passage: 'target: 0.999', by: 'targetPercent: 99.9', verdict: 'accepted' },
  },
  {
    point: 'A target of 0',
    specification: 'from 0 on',
    schema: 'from 0 on',
    sdk: 'from 0 on',
    here: 'refused: it promises nothing',
    example: { passage: 'target: 0.999', by: 'target: 0', verdict: 'refused' },
  },
  {
    point: 'Names',
    specification: 'RFC 1123 label, at most 63 characters',
    schema: 'dots and slashes too, at most 255',
    sdk: 'RFC 1123 label',
    here: 'RFC 1123 label',
    example: { passage: 'name: good-requests', by: 'name: good.requests', verdict: 'refused' },
  },
  {
    point: '`timeSliceWindow` as a number',
    specification: 'a number or a duration',
    schema: 'a number or a duration',
    sdk: 'a duration',
    here: 'a duration: a number has no unit',
    example: {
      passage: 'Occurrences\n  objectives: [{target: 0.999}]',
      by: 'RatioTimeslices\n  objectives: [{target: 0.999, timeSliceWindow: 5}]',
      verdict: 'refused',
    },
  },
  {
    point: 'RatioTimeslices without `timeSliceWindow`',
    specification: 'required',
    schema: 'optional',
    sdk: 'required',
    here: 'required',
    example: { passage: 'budgetingMethod: Occurrences', by: 'budgetingMethod: RatioTimeslices', verdict: 'refused' },
  },
  {
    point: 'Neither `isRolling` nor `calendar`',
    specification: '`isRolling` is false where there is a calendar',
    schema: 'refused',
    sdk: 'refused',
    here: 'refused',
    example: { passage: ROLLING, by: '  - {duration: 30d}\n', verdict: 'refused' },
  },
  {
    point: 'A zone of one word, such as `UTC`',
    specification: 'a name of the tz database',
    schema: 'a place, with a slash',
    sdk: 'a name of the tz database',
    here: 'a name of the tz database',
    example: {
      passage: ROLLING,
      by: '  - {duration: 1M, calendar: {startTime: "2026-01-01 00:00:00", timeZone: UTC}}\n',
      verdict: 'accepted',
    },
  },
  {
    point: 'A calendar that begins at a time which clocks skip, or show twice',
    specification: 'nothing said',
    schema: 'accepted',
    sdk: 'accepted',
    here: 'refused: nobody knows when it begins',
    example: {
      passage: ROLLING,
      by: '  - {duration: 1d, calendar: {startTime: "2026-03-29 02:30:00", timeZone: Europe/Berlin}}\n',
      verdict: 'refused',
    },
  },
  {
    point: 'A calendar of minutes or hours',
    specification: 'nothing said',
    schema: 'accepted',
    sdk: 'accepted',
    here: 'refused: a period is a day at least',
    example: {
      passage: ROLLING,
      by: '  - {duration: 1h, calendar: {startTime: "2026-01-01 00:00:00", timeZone: Etc/UTC}}\n',
      verdict: 'refused',
    },
  },
  {
    point: 'The length of a rolling month, quarter or year',
    specification: 'nothing said',
    schema: 'nothing said',
    sdk: '30, 90 and 365 days',
    here: '30, 90 and 365 days',
    example: { passage: '30d', by: '1Q', verdict: 'accepted' },
  },
  {
    point: 'A condition written out in a policy without `op`',
    specification: 'required',
    schema: 'accepted',
    sdk: 'required',
    here: 'taken for `gte`, with a warning',
    example: {
      passage: 'objectives:',
      by: 'alertPolicies: [{kind: AlertPolicy, metadata: {name: p}, spec: {conditions: [{kind: AlertCondition, metadata: {name: c}, spec: {severity: page, condition: {kind: burnrate, threshold: 2, lookbackWindow: 1h}}}], notificationTargets: [{targetRef: t}]}}]\n  objectives:',
      verdict: 'warning',
    },
  },
  {
    point: 'An empty `metricSource.spec`',
    specification: 'a map',
    schema: 'a map',
    sdk: 'at least one key',
    here: 'accepted',
    example: { passage: "{query: 'sum(rate(good_total[{{.window}}]))'}", by: '{}', verdict: 'accepted' },
  },
  {
    point: 'A key that v1 does not have',
    specification: 'nothing said',
    schema: 'accepted',
    sdk: 'refused',
    here: 'accepted, with a warning that names the nearest one',
    example: { passage: 'service: booking', by: 'service: booking\n  team: web', verdict: 'warning' },
  },
]
