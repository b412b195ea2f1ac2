import type { Repository } from './github-repository.ts'

/** What became of an issue that is kept up to date. */
export interface KeptIssue {
  number: number
  /** Its page. */
  url: string
  done: 'opened' | 'reopened' | 'written anew' | 'left as it is' | 'closed'
}

export interface GithubIssues {
  /**
   * Keeps the one issue of ours that begins with a marker: opened or reopened where there is something to say, written anew
   * where it says something else, closed where there is nothing (`null`). Other open ones of the marker are closed.
   */
  keepIssue: (marker: string, wanted: { title: string; body: string } | null) => Promise<KeptIssue | null>
}

export function githubIssues({ octokit, at, asked, we }: Repository): GithubIssues {
  const { rest } = octokit

  /** Those of ours that begin with a marker: open ones first, then the newest. */
  const ownIssues = async (marker: string) => {
    const found = []
    for (const creator of await we()) {
      const issues = await asked('list the issues', 'issues: read', () =>
        octokit.paginate(rest.issues.listForRepo, { ...at, creator, state: 'all', per_page: 100 }),
      )
      found.push(...issues.filter(({ body, pull_request }) => !pull_request && body?.startsWith(marker)))
    }
    return found.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || b.number - a.number)
  }

  return {
    keepIssue: async (marker, wanted) => {
      const [first, ...others] = await ownIssues(marker)
      const change = (number: number, what: Parameters<typeof rest.issues.update>[0]) =>
        asked(`write issue ${number}`, 'issues: write', () => rest.issues.update(what))
      const close = (number: number) =>
        change(number, { ...at, issue_number: number, state: 'closed', state_reason: 'completed' })
      for (const { number, state } of others) if (state === 'open') await close(number)
      if (wanted === null) {
        if (first?.state !== 'open') return null
        await close(first.number)
        return { number: first.number, url: first.html_url, done: 'closed' }
      }
      if (!first) {
        const { data } = await asked('open an issue', 'issues: write', () => rest.issues.create({ ...at, ...wanted }))
        return { number: data.number, url: data.html_url, done: 'opened' }
      }
      const { number, html_url: url } = first
      const isOpen = first.state === 'open'
      const isSame = first.title === wanted.title && first.body?.replaceAll('\r\n', '\n') === wanted.body
      if (isOpen && isSame) return { number, url, done: 'left as it is' }
      await change(number, { ...at, issue_number: number, ...wanted, ...(isOpen ? {} : { state: 'open' as const }) })
      return { number, url, done: isOpen ? 'written anew' : 'reopened' }
    },
  }
}
