/**
 * Observable Plot, which draws all figures, and the document that it draws into: the page's, or linkedom's in Node. Both are optional:
 * whoever draws installs them (`npm install @observablehq/plot linkedom`), and they are loaded when the first figure is drawn.
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

/** Loads what draws, once. */
export function loadDrawing(): Promise<Drawing> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Drawing> {
  try {
    const plot = (await import('@observablehq/plot')) as unknown as PlotLibrary;
    const page = (globalThis as { readonly document?: Document }).document;
    if (page !== undefined) return { plot, document: page };
    const { parseHTML } = await import('linkedom');
    // Plot asks for the document's window when it formats; linkedom gives both.
    return { plot, document: parseHTML('<!doctype html><html><body></body></html>').document as Document };
  } catch (cause) {
    loaded = undefined;
    throw new TypeError("visualize draws with Observable Plot, in Node with linkedom's document: npm install @observablehq/plot linkedom", { cause });
  }
}
