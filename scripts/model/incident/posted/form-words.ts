import { plainLine } from '../../records/plain-line.ts'
import { COMPONENT_STATUSES, type ComponentStatus } from '../../records/update.ts'

/** A word of a list, however it is capitalised and joined: `Partial outage` is `partial_outage`. */
export const wordOf = <T extends string>(said: string, words: readonly T[]): T | undefined => {
  const plain = said
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')
  return words.find((word) => word.toLowerCase().replaceAll('-', '_') === plain)
}

/** How components are, as people write it: one a line or with commas between, `Checkout: partial outage` or `checkout=major_outage`. */
export function componentsSaid(text: string): { components: Record<string, ComponentStatus> } | { error: string } {
  const components: [string, ComponentStatus][] = []
  for (const part of text.split(/[\n,;]/)) {
    const line = part.replace(/^\s*[-*]\s+/, '').trim()
    if (line === '') continue
    const [, name = '', said = ''] = /^([^:=]+)[:=](.+)$/.exec(line) ?? []
    const status = wordOf(said, COMPONENT_STATUSES)
    if (name.trim() === '' || status === undefined)
      return {
        error: `Unexpected ${JSON.stringify(plainLine(line.slice(0, 100)))} among the components, expected such as \`checkout: partial outage\`, with one of ${COMPONENT_STATUSES.join(', ').replaceAll('_', ' ')}.\n`,
      }
    components.push([name.trim(), status])
  }
  return { components: Object.fromEntries(components) }
}
