/**
 * Observable Plot, which draws all figures, and the document that it draws into: the page's, or linkedom's in Node. Both are optional:
 * whoever draws installs them (`npm install @observablehq/plot linkedom`), and they are loaded when the first figure is drawn. Their names are
 * hidden from bundlers, which would follow them for programs that draw nothing; a bundled program hands Plot over (`usePlot`).
 */

/** What Plot draws: an element whose text is SVG. */
export interface Drawn {
  readonly outerHTML: string;
}

/** An element of SVG under construction. */
export interface Element extends Drawn {
  setAttribute(name: string, value: string): void;
  append(child: Element): void;
}

export interface Document {
  createElementNS(namespace: string, name: string): Element;
}

/** From a value to pixels: what Plot has worked out, handed to functions among its marks, which give an element. */
export type Scale = (value: number) => number;

/** The part of Plot that figures use. (Its own types name the page's, which programs without the library `dom` do not know.) */
export interface PlotLibrary {
  plot(options: Readonly<Record<string, unknown>>): Drawn;
  line(data: readonly unknown[], options: object): unknown;
  text(data: readonly unknown[], options: object): unknown;
  ruleX(data: readonly number[], options: object): unknown;
  frame(options: object): unknown;
  scale(options: object): { apply(value: number): string };
}

export interface Drawing {
  readonly plot: PlotLibrary;
  readonly document: Document;
}

let loaded: Promise<Drawing> | undefined;
let given: PlotLibrary | undefined;

/**
 * Gives Observable Plot to the figures of a bundled program, where no package can be loaded by its name:
 * `import * as Plot from '@observablehq/plot'; visualize.usePlot(Plot)`.
 */
export function usePlot(plot: object): void {
  // What figures use of it is asked for by name; Plot's own types name the page's.
  given = plot as PlotLibrary;
  loaded = undefined;
}

/** Loads what draws, once. */
export function loadDrawing(): Promise<Drawing> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Drawing> {
  try {
    const plot = given ?? ((await importByName('@observablehq/plot')) as PlotLibrary);
    const page = (globalThis as { readonly document?: Document }).document;
    if (page !== undefined) return { plot, document: page };
    const { parseHTML } = (await importByName('linkedom')) as { parseHTML(html: string): { readonly document: Document } };
    // Plot asks for the document's window when it formats; linkedom gives both.
    return { plot, document: parseHTML('<!doctype html><html><body></body></html>').document };
  } catch (cause) {
    loaded = undefined;
    throw new TypeError("visualize draws with Observable Plot, in Node with linkedom's document: npm install @observablehq/plot linkedom; a bundled program gives Plot by visualize.usePlot(Plot)", { cause });
  }
}

function importByName(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ name);
}
