/**
 * Makes deltas: opens both files, chooses what each part of the new one is compared with, codes the
 * differences, and proves the result by applying it.
 */
@NullMarked
package dev.ferry.delta.generate;

import org.jspecify.annotations.NullMarked;
