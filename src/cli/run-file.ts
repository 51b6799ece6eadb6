import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivateFile } from '../server/private-file.ts'

/**
 * `<dataDir>/run.json`: how commands and scripts on this machine find the running
 * server. It holds a server key, so it is for this user only (0600), and it goes
 * when the server stops.
 */
export interface RunFile {
  /** Base address of the API, `http://127.0.0.1:4800`. */
  api: string
  /** Address of the demo shop, where one runs. */
  shop?: string
  /** One-time link to the console; a new one stands here as soon as it is used or old. */
  console: string
  publicKey: string
  serverKey: string
  dataDir: string
  pid: number
}

export function writeRunFile(run: RunFile): void {
  writePrivateFile(pathOf(run.dataDir), run)
}

/** Undefined when there is none, or none that can be read. */
export function readRunFile(dataDir: string): RunFile | undefined {
  try {
    return JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as RunFile
  } catch {
    return undefined
  }
}

export function removeRunFile(dataDir: string): void {
  if (readRunFile(dataDir)?.pid === process.pid) rmSync(pathOf(dataDir), { force: true })
}

/** The server that runs on this data folder, if one does. */
export function runningServer(dataDir: string): RunFile | undefined {
  const run = readRunFile(dataDir)
  return run && isAlive(run.pid) ? run : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function pathOf(dataDir: string): string {
  return join(dataDir, 'run.json')
}
