import { said, type Form } from './form.ts'

/** `99.9`, `99.9%` or `0.999` → a share of one, exact to twelve digits. */
export function parseTarget(text: string): number | { error: string } {
  const [, digits = '', sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? []
  const given = Number(digits)
  // 1 could be all of it or a hundredth: nobody means the hundredth.
  const share = Number((sign === '%' || given > 1 ? given / 100 : given).toPrecision(12))
  return digits !== '' && share > 0 && share < 1
    ? share
    : { error: 'Expected a share below 100 %, such as 99.9 or 0.999.' }
}

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
/** OpenSLO's shorthand, where `m` are minutes: a window of less than a day is a slip. */
const wrongWindow = (text: string): string | null =>
  /^[1-9]\d{0,3}[dwMQY]$/.test(text) ? null : 'Expected days, weeks, months, quarters or years, such as 30d, 4w or 1M.'

export const SLO: Form = {
  kind: 'slo',
  summary: 'an OpenSLO document: what a service promises, with queries to be filled in',
  parts: [
    {
      name: 'service',
      value: '<id>',
      doc: 'the service that promises it',
      ask: 'The service that promises it',
      needed: true,
      choices: ({ services }) => services.map(({ id }) => id),
    },
    {
      name: 'target',
      value: '<share>',
      doc: 'how much of it is good: 99.9, or 0.999',
      ask: 'How much of it is good, in per cent',
      needed: true,
      suggested: () => '99.9',
      wrong: (text) => {
        const target = parseTarget(text)
        return typeof target === 'number' ? null : target.error
      },
    },
    {
      name: 'window',
      value: '<time>',
      doc: 'over how long, rolling, such as 28d or 1M, a month (default: 30d)',
      ask: null,
      needed: false,
      wrong: wrongWindow,
    },
    {
      name: 'name',
      value: '<id>',
      doc: 'its id, and what its file is called (default: <service>-availability)',
      ask: null,
      needed: false,
      wrong: (text) =>
        NAME.test(text) ? null : 'Expected small letters, digits and dashes, such as checkout-availability.',
    },
    { name: 'title', value: '<text>', doc: 'what people call it', ask: null, needed: false },
    { name: 'description', value: '<text>', doc: 'what counts as good', ask: null, needed: false },
  ],
  id: ({ service = '', name }) => name ?? `${service}-availability`,
  data: (id, { service = '', target = '', window = '30d', title, description }) => {
    const of = JSON.stringify(service)
    const query = (matchers: string) => ({
      metricSource: { type: 'Prometheus', spec: { query: `sum(rate(http_requests_total{${matchers}}[{{.window}}]))` } },
    })
    return {
      apiVersion: 'openslo/v1',
      kind: 'SLO',
      metadata: said({ name: id, displayName: title }),
      spec: said({
        description,
        service,
        indicator: {
          metadata: { name: `${id}-good` },
          spec: {
            ratioMetric: {
              counter: true,
              good: query(`service=${of},code!~"5.."`),
              total: query(`service=${of}`),
            },
          },
        },
        timeWindow: [{ duration: window, isRolling: true }],
        budgetingMethod: 'Occurrences',
        objectives: [{ target: parseTarget(target) }],
      }),
    }
  },
  comment: ({ service = '' }) =>
    `The queries are a beginning: write those that count the good requests, and all, to ${service}.`,
  next: (id) => [
    'Write the queries that count what is good, and all of it. Whom to alert is said by `alertPolicies`: docs/slos.md.',
    `Commit it on a branch and open a pull request. Then: npx evenkeel rules --out rules, npx evenkeel budget ${id}`,
  ],
}
