import { configureGlobal } from 'fast-check';

/** A mutant that a property finds, it finds within few runs; and there are thousands of mutants. */
configureGlobal({ numRuns: 25 });
