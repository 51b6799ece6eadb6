export { fillTells } from './tell.ts'
