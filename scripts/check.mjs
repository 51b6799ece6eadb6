// Types and format only: the quick half of `npm test`.
import { checked } from './checked.mjs'
import { install } from './runtime.mjs'

install()
await checked()
