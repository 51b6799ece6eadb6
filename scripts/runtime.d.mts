export const root: string
export const NODE_FLAGS: string[]
