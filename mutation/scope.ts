/**
 * FOLDER: one folder of the domain, mutated and judged by the tests of the same folder alone, which takes minutes. What has no
 * folder of its own goes with `lifecycle`, which it drives. Without it everything, by every test.
 */
const folder = process.env['FOLDER'] ?? '**';

/** Below `shared/domain` and below `test/domain`. */
export const scope = folder === 'lifecycle' ? '{,lifecycle/}*' : `${folder}/*`;
