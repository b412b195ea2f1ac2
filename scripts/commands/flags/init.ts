import { Option, type Command } from 'commander'
import { timeZone } from '#model/records/field'
import { isPlainBranch, parseAddress, parseHandle, parseName, parseRepository } from '../init/answers.ts'
import type { InitOptions } from '../init/init.ts'
import { withCommonFlags } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { by } from './values.ts'

export const describeInit = (command: Command, terminal: Terminal): Command =>
  withCommonFlags(command)
    .argument('[dir]', 'where; it is made if it is missing (default: here)')
    .option('--name <text>', "the company's name, on both sites", by(parseName))
    .option('--url <address>', 'the address of the status page', by(parseAddress))
    .option('--team <name>', 'the name of the first team (default: Operations)', by(parseName))
    .option('--member <handle>', 'who is in it, by the handle on GitHub; repeatable', members)
    .option('--repository <owner/name>', 'where it will be on GitHub (default: where `origin` is)', by(parseRepository))
    .option('--branch <name>', 'the branch that is published (default: as git knows it, or main)', by(aBranch))
    .option('--time-zone <name>', 'the zone that days are counted in (default: of this machine)', by(aZone))
    .option('--from <source>', 'bring a Statuspage along: its address, or a folder of its JSON')
    .addOption(
      new Option('--forge <forge>', 'where it will be kept: what runs there differs')
        .choices(['github', 'gitlab'])
        .default('github'),
    )
    .option('--package <spec>', 'what to install as evenkeel (default: what is running)')
    .action(async (dir: string | undefined, options: InitOptions) =>
      (await import('../init/init.ts')).init(dir, options, terminal),
    )

function members(text: string, before: readonly string[] = []): string[] {
  const handle = by(parseHandle)(text)
  return before.some((one) => one.toLowerCase() === handle.toLowerCase()) ? [...before] : [...before, handle]
}

function aBranch(text: string): string | { error: string } {
  return isPlainBranch(text) ? text : { error: 'Expected a branch of letters, digits, dots, dashes and slashes.' }
}

function aZone(text: string): string | { error: string } {
  return timeZone.safeParse(text).success
    ? text
    : { error: 'Expected a name of the tz database, such as Europe/Berlin.' }
}
