/**
 * Keys are names with `/` between them, `snapshots/000123.bin`. What could climb
 * out of a folder, hide in it or mean something else on another disk is refused.
 *
 * @throws RangeError with the key.
 */
export function checkBlobKey(key: string): void {
  if (key.length > 512 || !KEY.test(key)) {
    throw new RangeError(`not a key of a blob: "${key.slice(0, 80)}"`)
  }
}
const KEY = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199})*$/
