import { DAY } from '../core/clock.ts'
import { type Running, startServer } from '../server/start.ts'
import { makeFolder } from '../store/folder/make-folder.ts'
import { machine } from '../store/machine.ts'
import { Owner } from '../store/sqlite/owner.ts'
import { backupPlan } from './backup-plan.ts'
import { dataDirOf } from './data-dir.ts'
import { Complaint, portNumber, readFlags, wholeNumber } from './flags.ts'
import { lettersPlan, requirePublicUrl } from './letters-plan.ts'
import { readRunFile, removeRunFile, runningServer, writeRunFile } from './run-file.ts'
import { checkSettings, firstSettings, SETTING_FLAGS } from './shop-settings.ts'
import { onStop } from './stop.ts'
import { telemetryOf } from './telemetry.ts'

/** Flags of every command that starts a server; each has its environment variable. */
export const SERVER_FLAGS = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  shop: { type: 'string' },
  origin: { type: 'string', multiple: true },
  ...SETTING_FLAGS,
  'allow-feed-host': { type: 'string', multiple: true },
  'most-removed': { type: 'string' },
  'max-profiles': { type: 'string' },
  'keep-days': { type: 'string' },
  'snapshot-every': { type: 'string' },
  'refit-every': { type: 'string' },
  'jump-seconds': { type: 'string' },
  mail: { type: 'string' },
  'mail-from': { type: 'string' },
  'public-url': { type: 'string' },
  webhook: { type: 'string' },
  'key-rate': { type: 'string' },
  'address-rate': { type: 'string' },
  'otlp-endpoint': { type: 'string' },
  'backup-every': { type: 'string' },
  'backup-dir': { type: 'string' },
  'backup-keep': { type: 'string' },
} as const

export async function run(args: string[]): Promise<void> {
  const { values } = readFlags(args, SERVER_FLAGS)
  requirePublicUrl(lettersPlan(values))
  const server = await serve(values)
  server.announce()
  onStop(() => server.stop())
  for (const line of greeting(server, process.stdout.isTTY, values.data)) console.log(line)
}

/** A person at a terminal is given the keys; a journal keeps what it reads, so it is told the way. */
function greeting({ running, consoleLink }: Served, isPerson: boolean, data?: string): string[] {
  const { publicKey, firstServerKey } = running.keys
  const ask = (what: string) => `"npm exec --no vitrine -- ${what}${data ? ` --data ${data}` : ''}"`
  const link = isPerson ? consoleLink() : `${ask('console')} prints a link to it`
  const lines = [`Vitrine     ${running.api}`, `public key  ${publicKey}`, `console     ${link}`]
  if (firstServerKey === undefined) return lines
  const key = isPerson ? `${firstServerKey}  (shown this once)` : `${ask('keys rotate')} makes one`
  return [...lines, `server key  ${key}`]
}

type ListFlag = 'origin' | 'allow-feed-host'
type ServerFlags = Partial<Record<Exclude<keyof typeof SERVER_FLAGS, ListFlag>, string>> &
  Partial<Record<ListFlag, string[]>>

export interface Served {
  running: Running
  serverKey: string
  /** The link that stands in the run file now. */
  consoleLink(): string
  /** Write the run file: from now on scripts find us, and the shop where there is one. */
  announce(shop?: string): void
  stop(): Promise<void>
}

/** The log's window of known ids has to fit in. */
function keptMs(days: number | undefined): number | undefined {
  if (days === undefined || days >= 30) return days && days * DAY
  throw new Complaint(
    '--keep-days is how long visitors’ days are kept: 30 or more, 760 by default.',
  )
}

/** A server that listens; its run file is written when it is announced. */
export async function serve(
  flags: ServerFlags,
  logLevel = process.env.VITRINE_LOG ?? 'info',
): Promise<Served> {
  const dataDir = dataDirOf(flags.data)
  process.umask(0o077) // what we keep of people is for this user's eyes only
  const port = portNumber('--port', flags.port ?? process.env.VITRINE_PORT, 4800)
  const settings = firstSettings(flags)
  const owner = await ownerOf(dataDir).catch(error => {
    throw trouble(error, port, dataDir)
  })
  const left = readRunFile(dataDir)
  const running = await startServer({
    dataDir,
    shop: flags.shop ?? process.env.VITRINE_SHOP ?? 'shop',
    host: flags.host ?? process.env.VITRINE_HOST ?? '127.0.0.1',
    port,
    origins: list(flags.origin, process.env.VITRINE_ORIGINS),
    feedHosts: feedHosts(list(flags['allow-feed-host'], process.env.VITRINE_ALLOW_FEED_HOST)),
    mostRemoved: share(number(flags, 'most-removed')),
    settings,
    maxProfiles: number(flags, 'max-profiles'),
    keptMs: keptMs(number(flags, 'keep-days')),
    snapshotEvery: number(flags, 'snapshot-every'),
    refitEvery: number(flags, 'refit-every'),
    jumpSeconds: number(flags, 'jump-seconds'),
    letters: lettersPlan(flags),
    keyRate: number(flags, 'key-rate'),
    addressRate: number(flags, 'address-rate'),
    backup: backupPlan(flags),
    logLevel,
    telemetry: telemetryOf(flags['otlp-endpoint']),
    env: machine,
  }).catch(error => {
    throw trouble(error, port, dataDir)
  })
  try {
    checkSettings(settings, running.shop.engine.settings)
  } catch (error) {
    await running.stop()
    throw error
  }

  const serverKey = running.keys.firstServerKey ?? running.keys.runKey(left?.serverKey)
  let shop: string | undefined
  let isAnnounced = false
  let link = ''
  const tell = () =>
    writeRunFile({
      api: running.api,
      ...(shop && { shop }),
      console: link,
      publicKey: running.keys.publicKey,
      serverKey,
      dataDir,
      pid: process.pid,
    })
  running.onConsoleLink(fresh => {
    link = fresh
    if (isAnnounced) tell()
  })

  return {
    running,
    serverKey,
    consoleLink: () => link,
    announce(url) {
      isAnnounced = true
      shop = url
      tell()
    },
    async stop() {
      await running.stop()
      removeRunFile(dataDir)
      owner.release()
    },
  }
}

/** A folder is one server's, whatever its shop is called: commands find it by the folder alone. */
async function ownerOf(dataDir: string): Promise<Owner> {
  await makeFolder(dataDir)
  return new Owner(dataDir, machine.now())
}

function list(told: string[] | undefined, variable: string | undefined): string[] {
  return told ?? variable?.split(',').filter(Boolean) ?? []
}

function feedHosts(told: string[]): string[] {
  for (const host of told) {
    if (/^[^\s/@?#]+:\d{1,5}$/.test(host)) continue
    throw new Complaint(`--allow-feed-host needs HOST:PORT, as in 127.0.0.1:8080, not "${host}".`)
  }
  return told.map(host => host.toLowerCase())
}

/** Percent, as people say it, to a share. */
function share(percent: number | undefined): number | undefined {
  if (percent !== undefined && percent > 100) {
    throw new Complaint(`--most-removed is a percentage, 0 to 100, not "${percent}".`)
  }
  return percent === undefined ? undefined : percent / 100
}

function number(flags: ServerFlags, name: keyof ServerFlags & string): number | undefined {
  const variable = `VITRINE_${name.toUpperCase().replaceAll('-', '_')}`
  const text = (flags[name] as string | undefined) ?? process.env[variable]
  return text === undefined ? undefined : wholeNumber(`--${name}`, text, 0)
}

/** What a person can put right, as a sentence; our own mistakes keep their stack. */
function trouble(error: unknown, port: number, dataDir: string): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') {
    return new Complaint(
      `Port ${port} is taken. Stop what listens there, or choose another with --port (0 takes any free one).`,
    )
  }
  if (code === 'EACCES' && /listen/.test(message)) {
    return new Complaint(`Port ${port} is reserved. Choose one above 1023 with --port.`)
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new Complaint(
      'This machine has no such address. Leave --host out, or --host 0.0.0.0 listens on all it has.',
    )
  }
  if (/ is in use by /.test(message)) {
    const run = runningServer(dataDir)
    const who = run ? `${run.api}, process ${run.pid}` : message
    return new Complaint(
      `Vitrine already runs on ${dataDir} (${who}). Stop it, or choose another folder with --data.`,
    )
  }
  const isOfDisk = /^E(ACCES|PERM|ROFS|NOSPC|NOTDIR|EXIST|ISDIR|IO|MFILE)$/.test(code ?? '')
  const isOurSentence = error instanceof Error && error.constructor === Error
  return isOfDisk || isOurSentence
    ? new Complaint(`The data folder ${dataDir} cannot be used: ${message}.`)
    : error
}
