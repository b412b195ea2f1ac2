import { cacheFile } from '#io/record-cache'
import { between, clock, command, contentFolder, type CommonOptions } from '../options.ts'
import { startPreview } from './start.ts'

interface Options extends CommonOptions {
  port: number
}

export const preview = command(
  'preview',
  'show both sites as the content is now, as you write: the status page on N, the ops site on N+1',
)
  .option('--port <n>', 'port of the status page', between(0, 65_534), 4321)
  .addHelpText(
    'after',
    `
On top of each page: what is wrong with its records, what is not public yet, and the moment that it is as of.
Another moment has an address of its own (?now=2026-03-01T10:00, in the site's zone, leads there), and so has the status
page as if every drafted and proposed change were approved (?as=approved). Only this machine is answered.`,
  )
  .action(async (options: Options) => {
    const folder = contentFolder(options)
    const running = await startPreview({
      folder,
      cacheFile: cacheFile(folder, process.env),
      now: options.now ?? null,
      clock,
      port: options.port,
      warn: (text) => process.stderr.write(text),
    })
    process.stdout.write(`Status page  http://localhost:${running.ports.status}/\n`)
    process.stdout.write(`Ops site     http://localhost:${running.ports.ops}/\n`)
    process.stderr.write('Press Ctrl+C to stop.\n')
    await new Promise((done) => {
      process.once('SIGINT', done)
      process.once('SIGTERM', done)
    })
    await running.close()
  })
