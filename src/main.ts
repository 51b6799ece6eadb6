import { enableCompileCache } from 'node:module'
import { COMMANDS } from './cli/commands.ts'
import { Complaint } from './cli/flags.ts'

/** `vitrine COMMAND …`. What is loaded once starts faster the next time. */
enableCompileCache()

const [name = 'help', ...args] = process.argv.slice(2)
try {
  if (Object.hasOwn(COMMANDS, name)) await (await COMMANDS[name].load()).run(args)
  else help(name)
} catch (error) {
  if (!(error instanceof Complaint)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function help(asked: string): void {
  if (!/^(help|--help|-h)$/.test(asked)) {
    throw new Complaint(`There is no command "${asked}"; "vitrine help" lists them.`)
  }
  console.log('vitrine COMMAND\n')
  for (const { usage, about } of Object.values(COMMANDS)) {
    console.log(`  ${usage}\n      ${about}`)
  }
}
