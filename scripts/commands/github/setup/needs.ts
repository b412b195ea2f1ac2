import { z } from 'zod'

/** What the workflows of a repository and its issue forms ask for. */
export interface Needs {
  /** Environments, by name. */
  environments: string[]
  secrets: Needed[]
  variables: Needed[]
  /** Whether a workflow publishes to GitHub Pages. */
  pages: boolean
  /** Labels that issue forms put on. GitHub leaves out one that isn't there. */
  labels: string[]
}
export interface Needed {
  name: string
  /** The environment whose job reads it; null: one without. */
  environment: string | null
  /** The files that read it. */
  by: string[]
}

const workflowSchema = z.looseObject({
  jobs: z.record(z.string(), z.looseObject({ environment: z.unknown().optional() })).default({}),
})
const formSchema = z.looseObject({ labels: z.union([z.array(z.string()), z.string()]).optional() })

/** `workflows` and `forms`: what each file holds, parsed; one that is no map asks for nothing. */
export function needsOf(workflows: Readonly<Record<string, unknown>>, forms: Readonly<Record<string, unknown>>): Needs {
  const jobs = Object.entries(workflows).flatMap(([file, data]) => {
    const workflow = workflowSchema.safeParse(data)
    if (!workflow.success) return []
    const { jobs: named, ...rest } = workflow.data
    return [...Object.values(named), rest].map((job) => ({
      file,
      text: JSON.stringify(job),
      environments: environmentsOf('environment' in job ? job.environment : undefined),
    }))
  })
  const read = (kind: 'secrets' | 'vars') => {
    const needed = new Map<string, Needed>()
    for (const { file, text, environments } of jobs)
      for (const [, name = ''] of text.matchAll(kind === 'secrets' ? SECRET : VARIABLE)) {
        const [environment = null] = kind === 'secrets' ? environments : []
        const key = `${name} ${environment}`
        const by = [...new Set([...(needed.get(key)?.by ?? []), file])]
        if (name.toUpperCase() !== 'GITHUB_TOKEN') needed.set(key, { name, environment, by })
      }
    return [...needed.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }
  const labels = Object.values(forms).flatMap((data) => {
    const form = formSchema.safeParse(data)
    const { labels: some = [] } = form.success ? form.data : {}
    return typeof some === 'string' ? some.split(',').map((name) => name.trim()) : some
  })
  return {
    environments: [...new Set(jobs.flatMap(({ environments }) => environments))].toSorted(),
    secrets: read('secrets'),
    variables: read('vars'),
    pages: jobs.some(({ text }) => text.includes('actions/deploy-pages@')),
    labels: [...new Set(labels)].filter((name) => name !== ''),
  }
}

const SECRET = /\bsecrets\.([A-Z_][A-Z0-9_]*)/gi
const VARIABLE = /\bvars\.([A-Z_][A-Z0-9_]*)/gi

/** `environment: x`, `environment: {name: x}`, or an expression that names some in quotes. */
function environmentsOf(value: unknown): string[] {
  const named = z.union([z.string(), z.looseObject({ name: z.string() })]).safeParse(value)
  if (!named.success) return []
  const text = typeof named.data === 'string' ? named.data : named.data.name
  if (!text.includes('${{')) return [text]
  return [...text.matchAll(/'([\w.-]+)'/g)].flatMap(([, name]) => name ?? [])
}
