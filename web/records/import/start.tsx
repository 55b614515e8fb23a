export const ImportStart = () => null
