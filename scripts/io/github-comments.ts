import { isAnswer } from './github-error.ts'
import type { Repository } from './github-repository.ts'

export interface Comment {
  body: string
  /** Its page. */
  url: string
}

/** Comments of ours on issues and pull requests: each begins with a marker, by which it is found again. */
export interface GithubComments {
  /** Our own comment that begins with a marker; null where there is none yet. */
  comment: (number: number, marker: string) => Promise<Comment | null>
  /** Writes that comment, or edits it where it is there. Of several that two runs left, one stays. */
  writeComment: (number: number, marker: string, body: string) => Promise<Comment>
  /** Takes back our comments that begin with a marker, if there are any. */
  dropComment: (number: number, marker: string) => Promise<void>
  /** Shows somebody that their comment was read. */
  react: (comment: number, content: '+1' | 'confused') => Promise<void>
}

export function githubComments({ octokit, at, asked, we }: Repository): GithubComments {
  const { rest } = octokit

  const own = async (number: number, marker: string) => {
    const comments = await asked(`list comments of #${number}`, 'pull-requests: read', () =>
      octokit.paginate(rest.issues.listComments, { ...at, issue_number: number, per_page: 100 }),
    )
    const marked = comments.filter(({ body }) => body?.startsWith(marker))
    if (marked.length === 0) return []
    const ours = await we()
    return marked.filter(({ user }) => user && ours.has(user.login)).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }

  const takeBack = (what: string, id: number | bigint) =>
    asked(what, 'pull-requests: write', () => rest.issues.deleteComment({ ...at, comment_id: id }).catch(gone))

  return {
    comment: async (number, marker) => {
      const [first] = await own(number, marker)
      return first ? commentOf(first) : null
    },

    writeComment: async (number, marker, body) => {
      const write = `comment on #${number}`
      const edit = async (again = true): Promise<Comment | null> => {
        const [first, ...others] = await own(number, marker)
        if (!first) return null
        for (const { id } of others) await takeBack(write, id)
        // A form of it with other line ends is the same text.
        if (first.body?.replaceAll('\r\n', '\n') === body) return commentOf(first)
        const edited = await asked(write, 'pull-requests: write', () => {
          const request = rest.issues.updateComment({ ...at, comment_id: first.id, body })
          return again ? request.catch(gone) : request
        })
        return edited ? commentOf(edited.data) : edit(false)
      }
      const edited = await edit()
      if (edited) return edited
      const { data } = await asked(write, 'pull-requests: write', () =>
        rest.issues.createComment({ ...at, issue_number: number, body }),
      )
      // Two runs may have found none, and both have written one.
      return (await edit()) ?? commentOf(data)
    },

    dropComment: async (number, marker) => {
      for (const { id } of await own(number, marker)) await takeBack(`take back a comment on #${number}`, id)
    },

    react: async (comment, content) => {
      await asked('react to a comment', 'issues: write', () =>
        rest.reactions.createForIssueComment({ ...at, comment_id: comment, content }),
      )
    },
  }
}

/** For 404: another run has taken it back meanwhile. */
const gone = (error: unknown): null => {
  if (isAnswer(error) && error.status === 404) return null
  throw error
}

const commentOf = ({ body, html_url }: { body?: string; html_url: string }): Comment => ({
  body: body ?? '',
  url: html_url,
})
