/** What a report says where it had to stop. */
export const TOO_LONG = '… There is no room for the rest: `npx evenkeel gate --format text` tells all findings.'

/** The characters that blocks take, with an empty line after each. */
export const lengthOf = (blocks: readonly string[]): number => blocks.reduce((sum, { length }) => sum + length + 2, 0)

/** The blocks that fit into `most` characters, of a list or a quotation the lines that do; then that there was more. */
export function within(blocks: readonly string[], most: number): string[] {
  if (lengthOf(blocks) <= most) return [...blocks]
  const kept: string[] = []
  let room = most - TOO_LONG.length - 2
  for (const block of blocks) {
    const part = block.length + 2 <= room ? block : /^(?:[->]|\d+\.) /.test(block) ? linesWithin(block, room - 2) : ''
    if (part !== '') kept.push(part)
    if (part !== block) break
    room -= block.length + 2
  }
  return [...kept, TOO_LONG]
}

function linesWithin(block: string, most: number): string {
  if (block.length <= most) return block
  const end = block.lastIndexOf('\n', most)
  return end < 0 ? '' : block.slice(0, end)
}
