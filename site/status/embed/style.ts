/** For a constructed style sheet: a style element would need `unsafe-inline` in the policy of the host. */
export const STYLE = [
  'p{margin:0;padding:.6em 1em;overflow-wrap:anywhere;border-inline-start:.3em solid var(--evenkeel-line,#85878f)',
  ';background:var(--evenkeel-background,#f4f4f6);color:var(--evenkeel-color,#26282e)}a{color:inherit}',
  '[part~=maintenance]{border-color:var(--evenkeel-maintenance,#3f7fc4)}',
  '[part~=minor]{border-color:var(--evenkeel-minor,#b98200)}',
  '[part~=major],[part~=critical]{border-color:var(--evenkeel-major,#d1453b)}',
  '@media(prefers-color-scheme:dark)',
  '{p{background:var(--evenkeel-background,#26282e);color:var(--evenkeel-color,#f0f0f3)}}',
].join('')
