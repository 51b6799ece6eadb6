import { type Command, Complaint } from './cli/command.ts'

/** `vitrine COMMAND …`: each command is one file of `cli`, loaded when it is called. */
const COMMANDS: Record<string, () => Promise<{ command: Command }>> = {
  demo: () => import('./cli/demo.ts'),
  serve: () => import('./cli/serve.ts'),
  import: () => import('./cli/import.ts'),
  replay: () => import('./cli/replay.ts'),
  simulate: () => import('./cli/simulate.ts'),
  report: () => import('./cli/report.ts'),
  export: () => import('./cli/export.ts'),
  keys: () => import('./cli/keys.ts'),
}

const [name = 'help', ...args] = process.argv.slice(2)
const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
try {
  if (load) await (await load()).command.run(args)
  else await help(name)
} catch (error) {
  if (!(error instanceof Complaint)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function help(asked: string): Promise<void> {
  if (!/^(help|--help|-h)$/.test(asked)) {
    console.error(`There is no command "${asked}".`)
    process.exitCode = 1
  }
  console.log('vitrine COMMAND\n')
  for (const load of Object.values(COMMANDS)) {
    const { command } = await load()
    console.log(`  ${command.usage}\n      ${command.about}`)
  }
}
