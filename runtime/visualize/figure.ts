/** A figure: what is drawn where, as SVG text when it is asked for. */
import type { OptionKinds } from '../abi/check-options.js';
import type { Drawing } from './plot-library.js';
import { loadDrawing } from './plot-library.js';

export interface FigureOptions {
  /** Pixels; 640 × 240 where they are not stated. */
  readonly width?: number;
  readonly height?: number;
  /** Above the figure. */
  readonly title?: string;
  readonly xlabel?: string;
  readonly ylabel?: string;
  /** The part of an axis that is shown. */
  readonly xlim?: readonly [from: number, to: number];
  readonly ylim?: readonly [from: number, to: number];
  /** Where dashed vertical lines are drawn: when a stimulus begins, say. */
  readonly marks?: readonly number[];
}

/** The kinds of these options. */
export const figureKinds: OptionKinds<FigureOptions> = {
  width: 'number', height: 'number', title: 'string', xlabel: 'string', ylabel: 'string', xlim: 'any', ylim: 'any', marks: 'any',
};

export abstract class Figure {
  abstract readonly width: number;
  abstract readonly height: number;

  /** Draws: the text of an `<svg>` element. Loads the drawing library at the first figure. */
  async toSVG(): Promise<string> {
    return this.draw(await loadDrawing());
  }

  /** The text of an `<svg>` element of this width and height. */
  abstract draw(drawing: Drawing): string;
}

/** Layers in one frame with axes. */
export class Panel extends Figure {
  readonly width: number;
  readonly height: number;
  readonly #options: FigureOptions;
  readonly #layers: (drawing: Drawing) => readonly unknown[];
  readonly #hasXAxis: boolean;

  /** `layers` is called when the figure is drawn, and gives marks of Plot. */
  constructor(options: FigureOptions, layers: (drawing: Drawing) => readonly unknown[], hasXAxis = true) {
    super();
    this.#hasXAxis = hasXAxis;
    this.width = options.width ?? 640;
    this.height = options.height ?? 240;
    this.#options = options;
    this.#layers = layers;
  }

  override draw(drawing: Drawing): string {
    const { title, xlabel, ylabel, xlim, ylim, marks = [] } = this.#options;
    const { plot } = drawing;
    const drawn = plot.plot({
      document: drawing.document, width: this.width, height: this.height,
      marginLeft: 56, marginBottom: 40, marginTop: title === undefined ? 18 : 32, marginRight: 20,
      style: { background: 'white', color: '#222', fontFamily: 'system-ui, sans-serif', fontSize: '11px' },
      x: { ...(this.#hasXAxis ? {} : { axis: null }), label: xlabel ?? null, labelAnchor: 'center', labelArrow: 'none', ...(xlim === undefined ? { nice: false } : { domain: xlim, clamp: false }) },
      y: { label: ylabel ?? null, labelAnchor: 'center', labelArrow: 'none', ...(ylim === undefined ? { nice: true } : { domain: ylim }) },
      marks: [
        ...this.#layers(drawing),
        ...(marks.length === 0 ? [] : [plot.ruleX(marks, { stroke: '#888', strokeDasharray: '4 3' })]),
        plot.frame({ stroke: '#bbb' }),
        ...(title === undefined ? [] : [plot.text([title], { frameAnchor: 'top', dy: -24, fontSize: 13, fontWeight: 'bold' })]),
      ],
    });
    return withNamespace(drawn.outerHTML);
  }
}

/** Figures in rows, as wide as their widest row; figures of one row stand beside each other. */
export function layout(rows: readonly (readonly Figure[])[]): Figure {
  return new Layout(rows);
}

class Layout extends Figure {
  readonly width: number;
  readonly height: number;

  constructor(readonly rows: readonly (readonly Figure[])[]) {
    super();
    this.width = Math.max(0, ...rows.map((row) => row.reduce((sum, figure) => sum + figure.width, 0)));
    this.height = rows.reduce((sum, row) => sum + heightOf(row), 0);
  }

  override draw(drawing: Drawing): string {
    let y = 0;
    const parts = this.rows.flatMap((row) => {
      let x = 0;
      const drawn = row.map((figure) => {
        const text = figure.draw(drawing).replace('<svg ', `<svg x="${x}" y="${y}" `);
        x += figure.width;
        return text;
      });
      y += heightOf(row);
      return drawn;
    });
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}">${parts.join('')}</svg>`;
  }
}

function heightOf(row: readonly Figure[]): number {
  return Math.max(0, ...row.map((figure) => figure.height));
}

/** linkedom leaves the namespace out of the text; files and `<img>` need it. */
function withNamespace(svg: string): string {
  return /^<svg[^>]* xmlns=/.test(svg) ? svg : svg.replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
}
