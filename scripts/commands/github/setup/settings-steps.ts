import { z } from 'zod'
import { isRefused, REPOSITORY } from '#io/github-settings'
import { ADMINISTRATION, step, type Plan, type Step } from './step.ts'

/* What is set with one request each. */

const asItIs = (is: string): Plan => ({ is, changes: [], kept: [], byHand: [] })

/** The nightly audit keeps an issue, and incidents are reported by a form. */
export const issuesStep: Step = step(
  'Issues',
  '',
  async (github) => {
    const read = await github.read(REPOSITORY, 'metadata: read')
    return isRefused(read) ? read : z.object({ has_issues: z.boolean() }).parse(read).has_issues
  },
  (isOn) => {
    if (isOn) return asItIs('on')
    const parameters = { has_issues: true }
    const change = { method: 'PATCH', route: '', parameters, permission: ADMINISTRATION } as const
    return { ...asItIs('off'), changes: [{ ...change, becomes: 'on' }] }
  },
)

const workflowsSchema = z.object({
  default_workflow_permissions: z.string(),
  can_approve_pull_request_reviews: z.boolean(),
})
export const workflowsStep: Step = step(
  "Workflows' own token",
  '',
  async (github) => {
    const read = await github.read(`${REPOSITORY}/actions/permissions/workflow`, 'administration: read')
    return isRefused(read) ? read : workflowsSchema.parse(read)
  },
  ({ default_workflow_permissions: may, can_approve_pull_request_reviews: approves }) => {
    const is = `${may === 'read' ? 'reads' : 'writes'} unless a workflow says otherwise${approves ? ', and may approve pull requests' : ''}`
    if (may === 'read' && !approves) return asItIs(is)
    const parameters = { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false }
    const route = '/actions/permissions/workflow'
    const becomes = 'reads unless a workflow says otherwise, and approves nothing'
    return { ...asItIs(is), changes: [{ method: 'PUT', route, parameters, permission: ADMINISTRATION, becomes }] }
  },
)

const PAGES = 'pages: write, administration: write'
const pageSchema = z.object({ build_type: z.string().nullish(), html_url: z.string().optional() }).nullable()
export const pagesStep: Step = step(
  'Pages',
  'The page needs another host: docs/hosting.md names some. Take the jobs build and deploy out of publish.yml then.',
  async (github) => {
    const read = await github.read(`${REPOSITORY}/pages`, 'pages: read')
    return isRefused(read) ? read : { page: pageSchema.parse(read) }
  },
  ({ page }) => {
    if (page?.build_type === 'workflow') return asItIs('published by a workflow')
    const method = page === null ? 'POST' : 'PUT'
    const parameters = { build_type: 'workflow' }
    const change = {
      method,
      route: '/pages',
      parameters,
      permission: PAGES,
      becomes: 'published by a workflow',
    } as const
    return { ...asItIs(page === null ? 'off' : 'published from a branch'), changes: [change] }
  },
)

export interface Label {
  name: string
  color: string
  description: string
}
export const labelStep = (labels: readonly Label[]): Step =>
  step(
    'Labels',
    '',
    async (github) => {
      const listed = await github.list(`${REPOSITORY}/labels`, 'issues: read')
      return isRefused(listed) ? listed : z.array(z.object({ name: z.string() })).parse(listed ?? [])
    },
    (there) => {
      const names = new Set(there.map(({ name }) => name.toLowerCase()))
      const missing = labels.filter(({ name }) => !names.has(name.toLowerCase()))
      const is =
        missing.length === 0
          ? labels.map(({ name }) => name).join(', ')
          : `no ${missing.map(({ name }) => name).join(', ')}`
      const call = { method: 'POST', route: '/labels', permission: 'issues: write' } as const
      return {
        ...asItIs(is),
        changes: missing.map((label) => ({ ...call, parameters: { ...label }, becomes: `${label.name} is there` })),
      }
    },
  )
