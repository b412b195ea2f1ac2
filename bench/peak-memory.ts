// Loaded into every process of a measured command: as it ends, it leaves the most memory it held at once, in kB, and the
// CPU that it took, in µs, and what its heap still holds once what nobody needs is swept, in bytes.
import { writeFileSync } from 'node:fs'

const folder = process.env['BENCH_PEAKS']
if (folder)
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
    globalThis.gc?.()
    const { heapUsed } = process.memoryUsage()
    writeFileSync(`${folder}/${process.pid}`, `${maxRSS} ${userCPUTime + systemCPUTime} ${heapUsed}`)
  })
