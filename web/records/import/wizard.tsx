export const ImportWizard = () => null
