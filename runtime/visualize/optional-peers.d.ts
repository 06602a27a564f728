/** The optional packages that draw: type-checking asks for neither, and `plot-library.ts` says what is used of them. */
declare module '@observablehq/plot' {
  export const plot: unknown;
}
declare module 'linkedom' {
  export function parseHTML(html: string): { readonly document: unknown };
}
