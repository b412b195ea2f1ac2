// What `npm pack` runs first: makes the package, and puts its own `package.json` in the place of the repository's, for
// npm packs the one that lies there. `postpack` puts it back.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { replaceFile } from '#io/replace-file'
import { publishedManifest } from './manifest.ts'
import { KEPT, MANIFEST, restore } from './own-manifest.ts'

if (existsSync(KEPT)) restore()
await import('./make.ts')
const own = readFileSync(MANIFEST, 'utf8')
replaceFile(KEPT, own)
writeFileSync(MANIFEST, publishedManifest(JSON.parse(own)))
