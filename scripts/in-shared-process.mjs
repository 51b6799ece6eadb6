// Imported before files of tests that share a process. What would end it would end its neighbours'
// tests unseen: it is an error of whoever asked.
process.exit = code => {
  throw new Error(`a test would end the process it shares with others, with ${code}`)
}
