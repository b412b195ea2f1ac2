import { join } from 'node:path'
import { formatInstant, MINUTE } from '#model/time'
import { NOW } from './generate.ts'
import { measureProgram, withContent, type Run } from './measure.ts'

const OPEN = 'incident open --title Slow --severity SEV-2 --by ana0 --component service-0=partial_outage'.split(' ')

/** What a word to customers takes to be on the page: the post itself, and the public site built again, by a program. */
export const postToPage = (
  program: string,
  files: ReadonlyMap<string, string>,
): Promise<Record<'post' | 'build', Run>> =>
  withContent(files, async (folder) => {
    const measure = (...args: string[]) => measureProgram(program, ...args)
    const at = (minutes: number) => ['--content', folder, '--now', formatInstant(NOW + minutes * MINUTE)]
    const out = ['--out', join(folder, '../dist'), '--site', 'status']
    await measure('build', ...at(0), ...out)
    const post = await measure(...OPEN, ...at(1), '--text', 'We are looking into it.')
    return { post, build: await measure('build', ...at(2), ...out) }
  })
