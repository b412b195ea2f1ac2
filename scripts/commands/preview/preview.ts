import { cacheFile } from '#io/record-cache'
import { clock, contentFolder, type CommonOptions } from '../options.ts'
import type { Terminal } from '../terminal.ts'
import { startPreview } from './start.ts'

export interface PreviewOptions extends CommonOptions {
  port: number
}

/** Serves both sites from the content as it lies there, until the process is told to end. */
export async function preview(options: PreviewOptions, terminal: Terminal): Promise<void> {
  const folder = contentFolder(options, terminal)
  const running = await startPreview({
    folder,
    cacheFile: cacheFile(folder, terminal.env),
    now: options.now ?? null,
    clock,
    port: options.port,
    warn: terminal.err,
  })
  terminal.out(`Status page  http://localhost:${running.ports.status}/\n`)
  terminal.out(`Ops site     http://localhost:${running.ports.ops}/\n`)
  terminal.err('Press Ctrl+C to stop.\n')
  await new Promise((done) => {
    process.once('SIGINT', done)
    process.once('SIGTERM', done)
  })
  await running.close()
}
