/** Builds the web app unless it was built from these very sources. */
export function ensureBuilt(): Promise<void>
/** Lets Node keep the server's code compiled, whenever the code is new. */
export function ensureCompiled(): Promise<void>
