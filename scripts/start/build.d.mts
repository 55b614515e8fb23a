/** Builds the web app unless it was built from these very sources. */
export function ensureBuilt(): Promise<void>
