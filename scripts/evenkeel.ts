import { evenkeel } from './commands/program.ts'
import { processTerminal } from './commands/terminal.ts'

// Until it says otherwise: who is asked something may close the terminal, and then nothing is left to wait for.
process.exitCode = 1
// Who reads along may stop, as `head` does. What is being done is done all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
void evenkeel(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code
})
