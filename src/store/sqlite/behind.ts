import { setPriority } from 'node:os'

/**
 * Whoever answers a page goes before this thread, which writes what nobody waits for longer
 * than a commit. On Linux a priority is a thread's own; elsewhere it would be the process's.
 */
export function goBehind(): void {
  if (process.platform === 'linux') setPriority(0, 5)
}
