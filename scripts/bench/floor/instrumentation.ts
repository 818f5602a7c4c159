/** The floor is bare: without a file of its own, the framework would take the application's, and its gate with it. */
export function register(): void {}
