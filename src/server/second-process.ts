import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** No threads of the collector: where nobody waits, they are only in others' way. */
const FEW_THREADS = ['--single-threaded-gc', '--v8-pool-size=0']

/**
 * Whom it lets go first. Linux has a class for what may wait for everybody else; where there
 * is none, the lowest priority is near. A script that somebody waits for gets a little in any
 * case: it must answer on a busy machine too.
 */
const GENTLY = {
  whenIdle: `
if chrt -i 0 true 2>/dev/null; then gently='chrt -i 0'
elif nice -n 19 true 2>/dev/null; then gently='nice -n 19'
fi`,
  aLittle: "if nice -n 10 true 2>/dev/null; then gently='nice -n 10'; fi",
}
type Gently = keyof typeof GENTLY

/**
 * Starts the script for each line it reads, with that line as its last argument. The number of
 * one that has ended is forgotten: by now it may be anybody's.
 */
const WAITING = `
exec 3<&0
trap '[ -n "$script" ] && kill -9 $script 2>/dev/null; exit' TERM
while read -r first; do
  $gently "$@" "$first" <&3 &
  script=$!
  wait $script
  ended=$?
  script=
  echo "ended $ended"
done`

/**
 * A script of ours that works beside the server now and then, and lets everybody else go first.
 *
 * To start a process from one with half a gigabyte in memory holds everybody up for fifty
 * milliseconds: the system marks each of its pages. So a shell is started while we are still
 * small, waits, and starts the script from there. It speaks in lines:
 *
 *     ask('7')    ──▶ shell ──▶ script 7
 *     'made'      ◀──────────── made
 *     ask('keep') ────────────▶ keep
 *     'kept'      ◀──────────── kept
 *     ended()     ◀── shell ◀── (ends)
 *
 * When we are gone it reads the end of its input, and ends too.
 */
export class SecondProcess {
  readonly #what: string
  readonly #command: string[]
  readonly #gently: Gently
  #shell?: Shell

  /** @param what it does, for whoever reads that it could not */
  constructor(what: string, script: URL, args: readonly string[], gently: Gently = 'whenIdle') {
    this.#what = what
    this.#gently = gently
    this.#command = [process.execPath, ...FEW_THREADS, fileURLToPath(script), ...args]
    this.#waiting().process.unref()
  }

  /**
   * Tell it a line, and hear the next one from it. The first line after its end starts it.
   * @throws Error when it ends instead
   */
  async ask(line: string): Promise<string> {
    const { process } = this.#waiting()
    const heard = this.#next()
    process.stdin!.write(`${line}\n`)
    const answer = await heard
    if (answer.startsWith('ended')) throw this.#over(answer)
    return answer
  }

  /** Resolves when it has ended by itself. */
  async ended(): Promise<void> {
    const last = await this.#next()
    if (last !== 'ended 0') throw this.#over(last)
  }

  /** Give up on what is under way. */
  stop(): void {
    const shell = this.#shell
    this.#shell = undefined
    shell?.process.kill('SIGTERM')
    shell?.process.stdin?.destroy()
  }

  /** Nothing it says is lost: lines that nobody has asked for yet are kept. */
  async #next(): Promise<string> {
    const { process, lines } = this.#waiting()
    process.ref()
    try {
      const { value } = await lines.next()
      return value ?? 'ended, and its shell with it'
    } finally {
      process.unref()
    }
  }

  #waiting(): Shell {
    this.#shell ??= this.#start()
    return this.#shell
  }

  /** In our own session: Linux shares time between sessions first, whatever the priorities in each. */
  #start(): Shell {
    const child = spawn('sh', ['-c', GENTLY[this.#gently] + WAITING, 'sh', ...this.#command], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    child.once('exit', () => {
      if (this.#shell?.process === child) this.#shell = undefined
    })
    child.on('error', nothing) // it exits, or has no pid: whoever asks is told
    child.stdin.on('error', nothing)
    unheld(child.stdin)
    unheld(child.stdout)
    return { process: child, lines }
  }

  #over(how: string): Error {
    return new Error(`the process that ${this.#what} failed: ${how}`)
  }
}

interface Shell {
  process: ChildProcess
  lines: AsyncIterator<string, undefined>
}

/** A pipe that waits is no reason for us to go on. */
function unheld(pipe: unknown): void {
  ;(pipe as { unref(): void }).unref()
}

const nothing = () => {}
