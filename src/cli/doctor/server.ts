import type { Finding } from '../../store/finding.ts'
import { type RunFile, runningServer } from '../run-file.ts'
import { grave, notice } from './finding.ts'

/** Records that wait for the disk; more than this is more than a moment's worth. */
const MUCH_LAG = 50_000

/** The server on this data folder, where one runs: does it answer, is it ready, does it keep up? */
export async function* examineServer(dataDir: string): AsyncGenerator<Finding> {
  const run = runningServer(dataDir)
  if (run === undefined) return
  const ready = await ask(run, '/readyz')
  if (ready === undefined) {
    const says = `the server (process ${run.pid}) does not answer on ${run.api}`
    yield grave('server', says, 'look at its log; if it hangs, end the process and start it again')
    return
  }
  if (ready.status !== 200) {
    const { detail } = JSON.parse(ready.body) as { detail?: string }
    yield grave(
      'server',
      `it is not ready: ${detail}`,
      'wait if it is starting; else its log says why',
    )
  }
  const metrics = await ask(run, '/metrics')
  const lag = Number(/^vitrine_log_lag\S* (\S+)$/m.exec(metrics?.body ?? '')?.[1] ?? 0)
  if (lag > MUCH_LAG) {
    const says = `${lag} records wait for the disk`
    yield notice('server', says, 'the disk is too slow or too full for what comes in')
  }
}

async function ask(run: RunFile, path: string) {
  try {
    const response = await fetch(run.api + path, {
      headers: { authorization: `Bearer ${run.serverKey}` },
      signal: AbortSignal.timeout(5_000),
    })
    return { status: response.status, body: await response.text() }
  } catch {
    return undefined
  }
}
