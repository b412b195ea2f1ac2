import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { codeVersion, compiledSite } from '#site/engine/compile.ts'
import type { Engine } from '#site/engine/publish.ts'
import { CONTENT } from '../scripts/fixtures/mutations/content.ts'
import { judgeMutants } from '../scripts/fixtures/mutations/judge.ts'
import { mutants, type Mutant } from '../scripts/fixtures/mutations/mutate.ts'

/** Seconds of CPU that no single mutation may take. */
const MOST = 3

/** Judges mutants of the small company, and prints what is wrong with them: more of them than the system test, or others. */
export async function mutations(count: number, seed: number) {
  const folder = await compiledSite('status', codeVersion())
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what `entry.ts` exports, compiled
  const engine = (await import(pathToFileURL(join(folder, 'server/entry.mjs')).href)) as Engine
  const slowest = { name: '', seconds: 0 }
  const { wrong } = await judgeMutants(engine, timed(mutants(CONTENT, count, seed), slowest))
  for (const words of wrong) console.log(words)
  console.log(`${count} mutations of seed ${seed}: ${wrong.length} wrong.`)
  console.log(`The slowest took ${slowest.seconds.toFixed(2)} s of CPU: ${slowest.name}`)
  if (wrong.length > 0 || slowest.seconds > MOST) process.exitCode = 1
}

/** Notes how long whoever asks for them takes over each. */
function* timed(all: Iterable<Mutant>, slowest: { name: string; seconds: number }): Generator<Mutant> {
  for (const mutant of all) {
    const before = process.cpuUsage()
    yield mutant
    const { user, system } = process.cpuUsage(before)
    const seconds = (user + system) / 1e6
    if (seconds > slowest.seconds) Object.assign(slowest, { name: mutant.name, seconds })
  }
}
