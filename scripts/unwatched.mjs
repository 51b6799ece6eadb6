// Imported before each file when the whole suite runs. Node's test runner watches every promise
// so as to say which test an error nobody caught came from: a sixth of what a server under test
// does. Without it such an error still fails its file, and its stack is told here; `npm test --
// FILE`, which has no such import, names the test. A file whose tests are over and which does not
// end is ended, and told.
import hooks from 'node:async_hooks'
import { isMainThread } from 'node:worker_threads'

/** A test that failed may have left a server open, for which the whole run would wait for ever. */
const LEFT_OPEN_MS = 30_000

function endWhatIsHeld() {
  console.error(
    'The tests are over, and something is still open:',
    process.getActiveResourcesInfo(),
  )
  process.reallyExit(1)
}

if (isMainThread) {
  const { createHook } = hooks
  const blind = { enable: () => blind, disable: () => blind }
  hooks.createHook = () => blind
  const { after } = await import('node:test')
  hooks.createHook = createHook
  if (process.env.NODE_TEST_CONTEXT) after(() => setTimeout(endWhatIsHeld, LEFT_OPEN_MS).unref())
  process.on('uncaughtExceptionMonitor', error => console.error('Nobody caught:', error))
  process.on('unhandledRejection', error => console.error('Nobody caught:', error))
}
