import { withoutEndSlashes } from '../page-address.ts'

/** Where Prometheus shows what an expression comes to, as a graph or as a table. https://prometheus.io/docs/visualization/browser/ */
export const queryLink = (prometheus: string, expr: string, as: 'graph' | 'table'): string =>
  `${withoutEndSlashes(prometheus)}/graph?${new URLSearchParams({ 'g0.expr': expr, 'g0.tab': as === 'graph' ? '0' : '1' })}`
