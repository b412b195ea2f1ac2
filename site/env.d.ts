/// <reference types="astro/client" />

declare namespace App {
  /** What the engine hands to the pages: those of a site have that site's, and nothing else. */
  interface Locals {
    status: import('./status/here').Here
    ops: import('./ops/locals').OpsLocals
    /** Told of what a page throws. */
    failed?: (error: unknown) => void
  }
}

declare module 'virtual:client-scripts' {
  /** A script for browsers, bundled, and a version that changes with it, for its address. */
  interface ClientScript {
    text: string
    version: string
  }
  export const page: ClientScript
  export const element: ClientScript
  export const ops_incident: ClientScript
  export const ops_copy: ClientScript
  export const ops_filter: ClientScript
  export const ops_print: ClientScript
  export const ops_search: ClientScript
  export const ops_search_dialog: ClientScript
  export const ops_lost: ClientScript
  export const runbook: ClientScript
}

declare module 'virtual:site' {
  /** Of the site that is being compiled; the data is what its own `site.ts` takes. */
  export const site: (data: never, base: string) => import('./engine/page').Site
}
