import { setFlagsFromString } from 'node:v8'

/** How much old memory may grow before it is walked while much goes through it, percent. */
const SPARING = 50
const GROWING = '--heap-growing-percent'
let works = 0

/**
 * Old memory is walked more often while this goes on. The start flags let it grow fourfold, for
 * each walk holds up whoever asks for a page; but what a feed of a million leaves behind would
 * then stand in memory five times over.
 */
export async function sparingly<T>(work: () => Promise<T>): Promise<T> {
  if (works++ === 0) setFlagsFromString(`${GROWING}=${SPARING}`)
  try {
    return await work()
  } finally {
    if (--works === 0) setFlagsFromString(`${GROWING}=${usualGrowing()}`)
  }
}

/** As this process was started; 0 leaves it to the engine of the language. */
function usualGrowing(): string {
  return process.execArgv.find(flag => flag.startsWith(GROWING))?.split('=')[1] ?? '0'
}
