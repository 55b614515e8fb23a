// Sets theme and language before the first paint. A file of its own, because the content security policy forbids inline scripts.
const scheme = localStorage.getItem('rapport-theme') || 'auto'
const dark = scheme === 'dark' || (scheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
const language = localStorage.getItem('rapport-language') || navigator.language
document.documentElement.lang = language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
