import { Option } from 'commander'
import { basename, resolve } from 'node:path'
import { readContent } from '#io/catalog-reader'
import { diagnose } from '#io/diagnose'
import { auditContent } from '#assess/audit'
import { clock, command, contentFolder, type CommonOptions } from './options.ts'
import { print } from './validate.ts'

interface Options extends CommonOptions {
  format: 'text' | 'json' | 'github'
}

export const audit = command('audit', 'print what time has made stale; it never blocks a pull request')
  .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json', 'github']).default('text'))
  .action(async (options: Options) => {
    const folder = contentFolder(options)
    const content = readContent(folder, options.now ?? null, clock)
    const { problems, unread } = auditContent(content)
    if (unread.size > 0)
      process.stderr.write(`${files(unread.size)} with errors left out: run \`validate\` to see them.\n`)
    const diagnostics = diagnose(problems, content.texts, basename(resolve(folder)))
    process.stdout.write(await print(options.format, { diagnostics, files: content.paths.length, changed: [] }, folder))
  })

const files = (count: number) => (count === 1 ? '1 file' : `${count} files`)
