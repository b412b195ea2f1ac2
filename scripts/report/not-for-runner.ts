/*
 * What a step of GitHub Actions prints is read by its runner, line by line: `::add-mask::x` at the beginning of one, behind
 * blanks too, is a command, and so is `##[add-mask]x` anywhere in it.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */

/** A space without width: the words stay, the command is none. */
const BROKEN = '\u200B'

/** Words of others as they may be printed there. JSON stays the same data. */
export const notForRunner = (text: string): string =>
  text
    .replaceAll('##[', /^[[{]/.test(text.trimStart()) ? String.raw`#\u0023[` : `##${BROKEN}[`)
    .split(/(\r|\n)/)
    .map(withoutCommand)
    .join('')

function withoutCommand(line: string): string {
  const words = line.trimStart()
  return words.startsWith('::') ? `${line.slice(0, line.length - words.length)}:${BROKEN}${words.slice(1)}` : line
}
