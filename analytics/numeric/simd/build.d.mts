/** The kernels compiled from their source, in base64. */
export function compile(): Promise<string>
