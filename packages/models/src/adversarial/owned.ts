/** What is handed over to a system, which frees it where it can be freed. */
export type Owned<Part> = Part & { dispose?(): void };
