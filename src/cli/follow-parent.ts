/**
 * Loaded before a child's own program (`node --import`): when the parent is gone,
 * killed without a word, the child goes too and leaves its port to the next start.
 */
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(0)
}, 500).unref()
