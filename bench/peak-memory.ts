// Loaded into every process of a measured command: as it ends, it leaves the most memory it held at once, in kB.
import { writeFileSync } from 'node:fs'

const folder = process.env['BENCH_PEAKS']
if (folder) process.on('exit', () => writeFileSync(`${folder}/${process.pid}`, String(process.resourceUsage().maxRSS)))
