/** What a check of a platform prints: a line for each thing it did, and one JSON object at the end. */

/** Something this machine lacks: said in a sentence, without a stack. */
export class Missing extends Error {}

const started = Date.now()
const facts: Record<string, unknown> = {}

export function say(text: string): void {
  console.log(`${((Date.now() - started) / 1_000).toFixed(0).padStart(4)} s  ${text}`)
}

/** What is learnt goes into the object at the end too. */
export function note(name: string, value: unknown, text: string): void {
  facts[name] = value
  say(text)
}

/** Runs a check, closes what it opened in the opposite order, and prints its result. */
export async function check(
  platform: string,
  act: (later: (close: () => unknown) => void) => Promise<void>,
): Promise<void> {
  const closing: (() => unknown)[] = []
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await closeAll(closing)
      process.exit(1)
    })
  }
  let isGreen = false
  try {
    await act(close => closing.push(close))
    isGreen = true
  } catch (error) {
    console.error(error instanceof Missing ? error.message : error)
    process.exitCode = 1
  } finally {
    await closeAll(closing)
    const seconds = Math.round((Date.now() - started) / 1_000)
    console.log(JSON.stringify({ platform, green: isGreen, ...facts, seconds }))
  }
}

async function closeAll(closing: (() => unknown)[]): Promise<void> {
  for (let close = closing.pop(); close; close = closing.pop()) {
    try {
      await close()
    } catch (error) {
      console.error(error)
    }
  }
}
