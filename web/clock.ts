/** This moment on the person's clock. The one place of the web app that asks for it. */
export const now = (): Date => new Date()
