import { dataDirOf } from './data-dir.ts'
import { Complaint, readFlags } from './flags.ts'
import { runningServer } from './run-file.ts'

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, { data: { type: 'string' } })
  const dataDir = dataDirOf(values.data)
  const running = runningServer(dataDir)
  if (running === undefined) {
    throw new Complaint(
      `No server runs on ${dataDir}. Start one ("npm start"), or name its --data.`,
    )
  }
  console.log(running.console)
}
