import type { Document } from './document.ts'
import { Html, html } from './html.ts'

type Json = { readonly [key: string]: unknown }
interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Json
}
interface Content {
  readonly description?: string
  readonly content?: { readonly [type: string]: { readonly schema?: Json } }
  readonly $ref?: string
}
interface Operation {
  readonly tags: readonly string[]
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses: { readonly [status: string]: Content }
  readonly 'x-problems': readonly string[]
}
interface Placed {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

const operationsOf = (document: Document, tag: string): Placed[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation: operation as unknown as Operation,
      }))
      .filter(({ operation }) => operation.tags.includes(tag)),
  )

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1)

const typeWord = (schema: Json): Html => {
  if (typeof schema.$ref === 'string') return html`<a href="#schema-${nameOf(schema.$ref)}">${nameOf(schema.$ref)}</a>`
  if (Array.isArray(schema.anyOf)) return joined(schema.anyOf as Json[], ' or ')
  if (schema.type === 'array') return html`list of ${typeWord((schema.items ?? {}) as Json)}`
  if (Array.isArray(schema.enum)) return html`${(schema.enum as unknown[]).slice(0, 12).join(' | ')}`
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'anything')
  return html`${type}${schema.format ? ` (${String(schema.format)})` : ''}`
}

const joined = (schemas: readonly Json[], between: string): Html =>
  html`${schemas.map((schema, i) => html`${i > 0 && between}${typeWord(schema)}`)}`

const describedBy = (schema: Json): unknown =>
  schema.description ??
  (Array.isArray(schema.anyOf) ? (schema.anyOf as Json[]).find((one) => one.description)?.description : '')

const members = (schema: Json): Html => {
  const required = new Set((schema.required ?? []) as string[])
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Json>).map(
    ([name, one]) =>
      html`<tr><td><code>${name}</code>${required.has(name) && html`<b title="required">*</b>`}</td><td>${typeWord(one)}</td><td>${describedBy(one)}</td></tr>`,
  )
  return rows.length === 0 ? html`` : html`<table>${rows}</table>`
}

const contentOf = ({ content = {} }: Content): Html =>
  html`${Object.entries(content).map(([type, { schema = {} }]) => html`<p><code>${type}</code> ${typeWord(schema)}</p>${members(schema)}`)}`

const parametersOf = (parameters: readonly Parameter[]): Html =>
  parameters.length === 0
    ? html``
    : html`<h4>Parameters</h4><table>${parameters.map((one) => html`<tr><td><code>${one.name}</code>${one.required && html`<b>*</b>`} <small>${one.in}</small></td><td>${typeWord(one.schema)}</td><td>${one.description}${one.schema.description && html`<br>${one.schema.description}`}</td></tr>`)}</table>`

const answers = (operation: Operation): Html =>
  html`<h4>Answers</h4>${Object.entries(operation.responses)
    .filter(([, response]) => !response.$ref)
    .map(([status, response]) => html`<p><b>${status}</b> ${response.description}</p>${contentOf(response)}`)}
  <p>Problems: ${operation['x-problems'].map((code) => html`<a href="/api/problems/${code}"><code>${code}</code></a> `)}</p>`

const curl = ({ path, method, operation }: Placed): string => {
  const body = operation.requestBody?.content?.['application/json']
    ? ` -H 'content-type: application/json' -d '{…}'`
    : ''
  return `curl ${method === 'GET' ? '' : `-X ${method} `}-H "authorization: Bearer $KEY"${body} "$RAPPORT${path}"`
}

const operationHtml = (placed: Placed): Html => {
  const { path, method, operation } = placed
  return html`<details id="${operation.operationId}"><summary><span class="m ${method}">${method}</span> <code>${path}</code> <span>${operation.summary}</span></summary>
    ${operation.description && html`<p>${operation.description}</p>`}
    <pre>${curl(placed)}</pre>
    ${parametersOf(operation.parameters ?? [])}
    ${operation.requestBody && html`<h4>Body</h4>${contentOf(operation.requestBody)}`}
    ${answers(operation)}</details>`
}

/** The schemas that a page speaks of, and those that these speak of. */
const schemasIn = (document: Document, placed: readonly Placed[]): [string, Json][] => {
  const all = document.components.schemas as Record<string, Json>
  const found = new Set<string>()
  const look = (text: string): void => {
    for (const [, name] of text.matchAll(/#\/components\/schemas\/([A-Za-z0-9]+)/g))
      if (name !== undefined && !found.has(name) && all[name]) {
        found.add(name)
        look(JSON.stringify(all[name]))
      }
  }
  look(JSON.stringify(placed.map((one) => one.operation)))
  return [...found].sort().map((name) => [name, all[name]!])
}

const schemaHtml = ([name, schema]: [string, Json]): Html =>
  html`<details id="schema-${name}" open><summary><code>${name}</code> ${schema.description}</summary>${members(schema)}${Array.isArray(schema.anyOf) && html`<ul>${(schema.anyOf as Json[]).map((one) => html`<li>${members(one)}</li>`)}</ul>`}</details>`

const frame = (document: Document, tag: string | undefined, main: Html): string =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${tag ?? 'API'} – Rapport</title><link rel="stylesheet" href="/api/docs/style.css"></head><body>
<nav><a href="/api/docs"><b>Rapport API</b></a><a href="/api/openapi.json">openapi.json</a>
${document.tags.map(({ name }) => html`<a href="/api/docs/${name}"${name === tag && new Html(' aria-current="page"')}>${name}</a>`)}</nav><main>${main}</main></body></html>`
    .text

export const indexPage = (document: Document): string => {
  const counts = (tag: string) => operationsOf(document, tag).length
  return frame(
    document,
    undefined,
    html`<h1>Rapport API</h1><p>${document.info.description}</p><table>${document.tags.map(({ name, ...tag }) => html`<tr><td><a href="/api/docs/${name}">${name}</a></td><td>${'description' in tag && tag.description}</td><td>${counts(name)} operations</td></tr>`)}</table>`,
  )
}

/** The page of one object or subject; undefined when the document has none of this name. */
export const tagPage = (document: Document, tag: string): string | undefined => {
  const placed = operationsOf(document, tag)
  if (placed.length === 0) return undefined
  const about = document.tags.find((one) => one.name === tag) as { description?: string } | undefined
  return frame(
    document,
    tag,
    html`<h1>${tag}</h1><p>${about?.description}</p>${placed.map(operationHtml)}<h2>Schemas</h2>${schemasIn(document, placed).map(schemaHtml)}`,
  )
}

export const style = `:root{color-scheme:light dark;--line:light-dark(#ddd,#333);--soft:light-dark(#f6f6f7,#1c1d20);--link:light-dark(#1c5bb8,#8ab4f8)}
*{box-sizing:border-box}body{margin:0;font:15px/1.5 system-ui,sans-serif;display:grid;grid-template-columns:15rem minmax(0,1fr);min-height:100vh}
nav{border-right:1px solid var(--line);padding:1rem;display:flex;flex-direction:column;gap:.2rem;position:sticky;top:0;max-height:100vh;overflow:auto}
nav a{text-decoration:none;padding:.1rem .4rem;border-radius:4px}nav a[aria-current]{background:var(--soft);font-weight:600}
a{color:var(--link)}main{padding:1.5rem 2rem;max-width:70rem}details{border:1px solid var(--line);border-radius:6px;margin:.5rem 0;padding:.4rem .8rem}
summary{cursor:pointer;overflow-wrap:anywhere}summary>span:last-child{opacity:.75}table{border-collapse:collapse;width:100%}td{border-top:1px solid var(--line);padding:.25rem .6rem .25rem 0;vertical-align:top;overflow-wrap:anywhere}
td:first-child{width:14rem}pre{background:var(--soft);padding:.6rem;border-radius:6px;overflow:auto}.m{display:inline-block;min-width:4.2rem;font:600 12px ui-monospace,monospace}
code{font:13px ui-monospace,monospace}b{color:light-dark(#b3261e,#f2b8b5)}nav b,main p b{color:inherit}small{opacity:.7}
@media(max-width:50rem){body{grid-template-columns:1fr}nav{position:static;max-height:12rem}}`
