import { realpath } from 'node:fs/promises'
import type { SettingChange } from '#model/shift/setting-change'
import { DAY, type Instant } from '#model/time'
import { gitOutput } from './process.ts'

/** What decides how everything else is judged, below the content folder. */
const SETTINGS = ['site.yaml', 'policy.yaml', 'teams', 'services', 'slos', 'freezes', 'change-templates']

/**
 * The settings of a content folder that changed on its branch in `[since, now)`, by when each came there, the newest
 * first; of a file that changed several times the last time counts. Null where git can't say: the folder is in no
 * repository, or the clone is too shallow to reach back so far.
 */
export async function changedSettings(path: string, since: Instant, now: Instant): Promise<SettingChange[] | null> {
  try {
    const folder = await realpath(path)
    const log = await gitOutput(folder, [
      ...LOG,
      `--since=@${Math.floor((since - DAY) / 1000)}`,
      'HEAD',
      '--',
      ...SETTINGS,
    ])
    if ((await gitOutput(folder, ['rev-parse', '--is-shallow-repository'])).trim() === 'true') {
      const [first = ''] = (
        await gitOutput(folder, ['rev-list', '--first-parent', '--format=%ct', '--no-commit-header', 'HEAD'])
      )
        .trim()
        .split('\n')
        .toReversed()
      if (first === '' || Number(first) * 1000 > since) return null
    }
    return changesIn(log).filter(({ at }) => since <= at && at < now)
  } catch {
    return null
  }
}

/** `/<Unix time>`, who and what it says of itself above the names of each commit: no name from the folder begins with a slash. */
const LOG = ['log', '-z', '--name-status', '--relative', '--format=/%ct%n%an%n%s', '--first-parent'].concat([
  '--diff-merges=first-parent',
  '--no-renames',
  '--no-color',
  '--no-ext-diff',
  '--no-show-signature',
  '--no-notes',
])

const WAYS: Readonly<Record<string, SettingChange['how']>> = { A: 'added', D: 'removed' }

function changesIn(log: string): SettingChange[] {
  const newest = new Map<string, SettingChange>()
  let head: Pick<SettingChange, 'at' | 'by' | 'subject'> = { at: 0, by: '', subject: '' }
  const parts = log.split('\0').map((part) => part.replace(/^\n/, ''))
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? ''
    if (part.startsWith('/')) {
      const [time = '', by = '', subject = ''] = part.split('\n')
      head = { at: Number(time.slice(1)) * 1000, by, subject }
    } else if (part !== '') {
      const file = parts[++i] ?? ''
      if (!newest.has(file)) newest.set(file, { file, how: WAYS[part] ?? 'changed', ...head })
    }
  }
  return [...newest.values()]
}
