/** A content folder of SLOs, two a file and a service, in Sloth's format and in OpenSLO's by turns. */
export function manySlos(count: number): Map<string, string> {
  const files = new Map([
    ['site.yaml', 'name: Bench\nurl: https://status.bench.example\nops_url: https://ops.bench.example\n'],
    ['teams/one.yaml', 'name: One\nmembers: [ana, bo]\n'],
  ])
  for (let i = 0; i < count / 2; i++) {
    files.set(`services/service-${i}.yaml`, `name: Service ${i}\nteam: one\ntier: 2\n`)
    files.set(`slos/service-${i}.yaml`, i % 2 === 0 ? sloth(i) : openslo(i))
  }
  return files
}

const query = (i: number, more = '') => `sum(rate(http_requests_total{job="service-${i}"${more}}[{{.window}}]))`

const sloth = (i: number) => `version: prometheus/v1
service: service-${i}
labels: {tier: "2"}
slos:
${['availability', 'latency'].map((name) => slothSlo(i, name)).join('')}`

const slothSlo = (i: number, name: string) => `  - name: ${name}
    objective: 99.9
    sli:
      events:
        error_query: ${query(i, `,of="${name}",code=~"5.."`)}
        total_query: ${query(i, `,of="${name}"`)}
    alerting:
      name: Service${i}Burns
      page_alert: {labels: {severity: page}}
      ticket_alert: {labels: {severity: ticket}}
`

const openslo = (i: number) => ['availability', 'latency'].map((name) => openSlo(i, name)).join('---\n')

const openSlo = (i: number, name: string) => `apiVersion: openslo/v1
kind: SLO
metadata: {name: service-${i}-${name}}
spec:
  service: service-${i}
  indicator:
    metadata: {name: good}
    spec:
      ratioMetric:
        counter: true
        good: {metricSource: {type: Prometheus, spec: {query: '${query(i, `,of="${name}",code!~"5.."`)}'}}}
        total: {metricSource: {type: Prometheus, spec: {query: '${query(i, `,of="${name}"`)}'}}}
  timeWindow: [{duration: 28d, isRolling: true}]
  budgetingMethod: Occurrences
  objectives: [{target: 0.999}]
`
