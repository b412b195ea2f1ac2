// What `npm pack` runs last.
import { restore } from './own-manifest.ts'

restore()
