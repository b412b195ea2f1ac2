import type { Plugin } from 'rolldown'

/**
 * gray-matter brings parsers of four languages along, one of them `eval`. Only its cutting is used here, and what a record
 * says is never evaluated: none of them is in what is compiled, commands or sites.
 */
export const noEngines: Plugin = {
  name: 'evenkeel-no-engines',
  load: (id) => (/gray-matter[\\/]lib[\\/]engines\.js$/.test(id) ? 'module.exports = {}' : null),
}
