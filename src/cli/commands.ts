/** One command of `vitrine`: its module is loaded when it is called. */
export interface Command {
  /** As it stands in the help. */
  usage: string
  /** One line. */
  about: string
  load(): Promise<{ run(args: string[]): Promise<void> }>
}

/** A command as the help prints it. */
export function describe({ usage, about }: Command): string {
  return `  ${usage}\n      ${about}`
}

export const COMMANDS: Record<string, Command> = {
  demo: {
    usage: 'demo [--port 4800] [--shop-port 4801] [--no-shoppers] [flags of serve]',
    about: 'The server, the demo shop beside it, and simulated shoppers: what "npm start" runs.',
    load: () => import('./demo.ts'),
  },
  serve: {
    usage: `serve [--port 4800] [--host 127.0.0.1] [--data DIR] [--shop NAME] [--origin URL]…
        [--currency EUR] [--time-zone Europe/Paris]   (of a new shop)`,
    about:
      'Run the server of one shop. --allow-feed-host HOST:PORT lets feeds be fetched from a private network; --most-removed 30: a feed that lacks more percent of its products asks before any goes; --mail smtp://…|folder --mail-from "Shop <hello@your.shop>" --public-url https://your.shop/_vitrine sends the letters of "tell me when it is back", --webhook URL tells the shop too.',
    load: () => import('./serve.ts'),
  },
  console: {
    usage: 'console [--data DIR]',
    about: 'Print a fresh link to the console of the running server.',
    load: () => import('./console.ts'),
  },
  staff: {
    usage: 'staff https://your.shop/_vitrine | --end  [--data DIR | --api URL --key KEY]',
    about:
      'Print a link, good once, that marks the browser that opens it as the shop’s own people’s: it counts nowhere, and may open ?vitrine=debug. --end takes every such mark back.',
    load: () => import('./staff.ts'),
  },
  import: {
    usage: `import FILE|URL [--kind products|offers|costs|rates|content|facts] [--market FR-fr-EUR] [--confirm-removal]
  import FILE|URL --campaign-costs
  import --removal RUN --confirm-removal | --refuse-removal
  import FILE --orders [--time-zone ZONE] [--currency EUR] [--dates dmy|mdy]
         [--columns order=InvoiceNo,item=StockCode…] [--not-goods CODE,…] [--cancelled-prefix C]`,
    about:
      'Read a feed into the running server (products by default), or an order history (CSV, JSON lines).',
    load: () => import('./import.ts'),
  },
  replay: {
    usage: 'replay FILE [--from-start] [--data DIR | --api URL --key KEY]',
    about:
      'Send a click log (session_id,item_id,time; .csv[.gz]) through HTTP; goes on where it stopped.',
    load: () => import('./replay.ts'),
  },
  simulate: {
    usage: `simulate [--visitors 100] [--seed 1] [--speed 4] [--at-once 50] [--shop URL]
  simulate --holdout .2 [--uniform .05] [--visitors 10000] [--seed 1] [--indifferent] [--data DIR]`,
    about:
      'Send simulated shoppers through the demo shop, over HTTP like anybody; with --holdout before an engine of its own in this process, for "report" to judge.',
    load: () => import('./simulate.ts'),
  },
  rules: {
    usage: 'rules [--limit 20] [--json] [--lang en|fr] [--data DIR | --api URL --key KEY]',
    about:
      'What the engine found, in sentences with their proof, from the running server or a simulation.',
    load: () => import('./rules.ts'),
  },
  report: {
    usage: 'report [--json] [--lang en|fr] [--data DIR | --api URL --key KEY]',
    about:
      'What was kept, decided and earned, with intervals, from the running server or a simulation.',
    load: () => import('./report.ts'),
  },
  export: {
    usage: `export [--after POSITION] [--dsjson] [--data DIR] [--shop NAME]
  export --visitor ID | --rows visitors|orders|decisions|answers [--format csv|parquet]
         [--data DIR | --api URL --key KEY]`,
    about:
      'Print the whole log of a shop, one record a line (JSON); its decisions for Vowpal Wabbit; from the running server all that is kept of one visitor, or the rows behind the results.',
    load: () => import('./export.ts'),
  },
  backup: {
    usage: 'backup [DIR] [--keep N] [--json] [--data DIR] [--shop NAME]',
    about: 'Copy a shop into DIR (./backups), running or not; what has not changed is copied once.',
    load: () => import('./backup.ts'),
  },
  restore: {
    usage: 'restore [DIR] [--data DIR] [--shop NAME]',
    about: 'Put a back-up, or the newest in DIR, into a data folder that has no such shop yet.',
    load: () => import('./restore.ts'),
  },
  quarantine: {
    usage: 'quarantine [--replay POSITION] [--data DIR | --api URL --key KEY]',
    about:
      'List the records that could not be taken in, or take one in again after a mended build.',
    load: () => import('./quarantine.ts'),
  },
  erase: {
    usage: 'erase --visitor ID [--status] [--data DIR | --api URL --key KEY]',
    about: 'Forget a visitor, by the id your shop gives them; --status tells where it stands.',
    load: () => import('./erase.ts'),
  },
  doctor: {
    usage: 'doctor [--mend] [--json] [--data DIR] [--shop NAME]',
    about:
      'Look at everything kept and say what is wrong and the mend (exit 0 well, 1 notice, 2 wrong).',
    load: () => import('./doctor.ts'),
  },
  keys: {
    usage:
      'keys [rotate] [--scopes events,decisions,catalogue,read,rules,privacy] [--data DIR] [--shop NAME]',
    about: 'Print the public key; "rotate" makes a new server key beside the newest one.',
    load: () => import('./keys.ts'),
  },
  users: {
    usage: `users [add EMAIL [--name NAME] [--role owner|manager|editor|analyst|viewer] | reset EMAIL | remove EMAIL]
        [--data DIR] [--shop NAME]`,
    about:
      'The people of the console: who there is, a link for a new one (an owner unless told), a new link for who is locked out.',
    load: () => import('./users.ts'),
  },
}
