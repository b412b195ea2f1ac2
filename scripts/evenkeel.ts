import { evenkeel } from './commands/program.ts'
import { processTerminal } from './commands/terminal.ts'

// Until it says otherwise: who is asked something may close the terminal, and then nothing is left to wait for.
process.exitCode = 1
void evenkeel(process.argv.slice(2), processTerminal()).then((code) => {
  process.exitCode = code
})
