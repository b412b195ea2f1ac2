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
