/*
 * The address at which a forge (GitHub, or one that does as it does) begins a public update: the file's name and what
 * stands in it are filled in. For pages and for their script: it imports nothing.
 */

/** What an update begins with. */
export interface NewUpdate {
  /** Where its file will lie, up to the question mark. */
  folder: string
  state: string
  /** Nothing was told yet: the first one needs a title. */
  first: boolean
  /** How long until the next one is promised, in milliseconds; null: nothing is promised. */
  cadence: number | null
}

/** What is known of the record that an update is posted to. */
type Posting = Omit<NewUpdate, 'folder'> & {
  /** The repository's new-file page, up to the content folder; null where nobody says which it is. */
  repository: string | null
  /** The folder of its file from the content folder on; null where the record has none yet. */
  folder: string | null
}

/** What an update is begun with; null where nobody knows in which folder of a repository. */
export const newUpdateOf = (post: Posting | null, content: string): NewUpdate | null =>
  post === null || post.repository === null || post.folder === null
    ? null
    : {
        folder: `${post.repository}/${content}/${post.folder}`,
        state: post.state,
        first: post.first,
        cadence: post.cadence,
      }

/** The address for an update that is posted now; its name is its time in UTC. */
export function newUpdateAddress({ folder, state, first, cadence }: NewUpdate, now: number): string {
  const text = [
    '---',
    `state: ${state}`,
    ...(first ? ['title: '] : []),
    ...(cadence === null ? [] : [`next_update: ${minute(now + cadence)}`]),
    '---',
    '',
    '',
  ].join('\n')
  return `${folder}?filename=${seconds(now).replaceAll(/[-:]/g, '')}.md&value=${encodeURIComponent(text)}`
}

const seconds = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`
const minute = (time: number) => `${new Date(Math.ceil(time / 60_000) * 60_000).toISOString().slice(0, 16)}:00Z`
