export { treeIn } from '#io/procedure-reader'
