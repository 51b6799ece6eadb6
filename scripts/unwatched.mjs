// Imported before each file when the whole suite runs. Node's test runner watches every promise
// so as to say which test an error nobody caught came from: a sixth of what a server under test
// does. Without it such an error still fails its file, and its stack is told here; `npm test --
// FILE`, which has no such import, names the test.
import hooks from 'node:async_hooks'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  const { createHook } = hooks
  const blind = { enable: () => blind, disable: () => blind }
  hooks.createHook = () => blind
  await import('node:test')
  hooks.createHook = createHook
  process.on('uncaughtExceptionMonitor', error => console.error('Nobody caught:', error))
  process.on('unhandledRejection', error => console.error('Nobody caught:', error))
}
