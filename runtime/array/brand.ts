/** The key that carries rank and dtype in the types alone; no value has it. */
export declare const brand: unique symbol;
