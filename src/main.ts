import { enableCompileCache } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { COMMANDS, describe } from './cli/commands.ts'
import { Complaint } from './cli/flags.ts'

/** `vitrine COMMAND …`. What is loaded once starts faster the next time. */
enableCompileCache()

/** The large nursery is for whoever answers; each thread made from now on would take 128 MB too. */
for (const flag of ['--min-semi-space-size=2', '--max-semi-space-size=2']) setFlagsFromString(flag)

/** What holds for several commands. */
const FURTHER = `
DIR is ./data where nothing else is said, by --data or VITRINE_DATA.
Rarer flags of serve and demo: --max-profiles 100000 (visitors in memory), --snapshot-every 100000
(records), --refit-every 20000 (clicks between two refits of the ranking, 0 for none), --key-rate
20000 and --address-rate 10000 (requests a second), --otlp-endpoint URL (traces to an OpenTelemetry
collector; none are made otherwise), --backup-every 24h --backup-dir backups --backup-keep 7
(back-ups by itself; none are made otherwise).`

const [name = 'help', ...args] = process.argv.slice(2)
try {
  if (!Object.hasOwn(COMMANDS, name)) help(name)
  else if (args.some(isCryForHelp)) helpWith(name)
  else await (await COMMANDS[name].load()).run(args)
} catch (error) {
  if (!(error instanceof Complaint)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function help(asked: string): void {
  if (asked !== 'help' && !isCryForHelp(asked)) {
    throw new Complaint(
      `There is no command "${asked}"; "npm exec --no vitrine -- help" lists them.`,
    )
  }
  console.log('npm exec --no vitrine -- COMMAND\n')
  for (const command of Object.values(COMMANDS)) console.log(describe(command))
  console.log(FURTHER)
}

function helpWith(command: string): void {
  console.log(describe(COMMANDS[command]))
  if (command === 'serve' || command === 'demo') console.log(FURTHER)
}

function isCryForHelp(word: string): boolean {
  return word === '--help' || word === '-h'
}
