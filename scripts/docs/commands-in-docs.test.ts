import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { programFor } from '../commands/program.ts'
import { PROJECT } from '../fixtures/places.ts'

/* A command that a guide names is taken as it stands there, by what the command line itself knows of its flags. */

const files = globSync(['README.md', 'CONTRIBUTING.md', 'docs/*.md'], { cwd: PROJECT }).toSorted()

/** What stands behind `npx evenkeel`, in blocks and in sentences, each line that goes on as one. */
const commandsIn = (text: string): string[] =>
  [...text.replaceAll(/\\\n\s*/g, '').matchAll(/(?:npx|npm run) evenkeel (?:-- )?([^`\n|&;)]*)/g)]
    .map(([, command = '']) => command.replace(/\s#.*$/, '').trim())
    // An ellipsis stands for what the reader knows.
    .filter((command) => command !== '' && !/[…<$]/.test(command))

/** A line as a shell parts it, in so far as guides quote. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/['"]/g, ''))

const silent = {
  folder: PROJECT,
  env: {},
  canAsk: false,
  input: Readable.from([]),
  out: () => {},
  err: () => {},
  exitCode: 0,
}

/** What the command line wouldn't take; null where it takes all of it. */
async function refusedOf(line: string): Promise<string | null> {
  const words = wordsOf(line)
  let command: Command = await programFor(words, silent)
  for (let word = words[0]; word !== undefined; word = words[0]) {
    const inner = command.commands.find((one) => one.name() === word)
    if (!inner) break
    command = inner
    words.shift()
  }
  if (command.parent === null) return `no command ${words[0] ?? ''}`
  const { operands, unknown } = command.parseOptions(words)
  const taken = command.registeredArguments
  const most = taken.some(({ variadic }) => variadic) ? Infinity : taken.length
  if (unknown.length > 0) return `unknown ${unknown.join(' ')}`
  return operands.length > most ? `too many: ${operands.join(' ')}` : null
}

test('What no command takes is found.', async () => {
  expect(await refusedOf('serve dist/ops')).toBe('too many: dist/ops')
  expect(await refusedOf('serve --nowhere x')).toContain('unknown --nowhere')
  expect(await refusedOf('serv')).toBe('no command serv')
  expect(await refusedOf("incident update --text 'two words'")).toBeNull()
})

test.each(files)('Every command that %s names is one.', async (file) => {
  const commands = commandsIn(readFileSync(join(PROJECT, file), 'utf8'))
  const refused = await Promise.all([...new Set(commands)].map(async (line) => ({ line, why: await refusedOf(line) })))
  expect(refused.filter(({ why }) => why !== null)).toEqual([])
})
