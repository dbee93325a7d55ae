/** What people and programs see of a run, letter by letter. */
@NullMarked
package dev.ferry.cli.output;

import org.jspecify.annotations.NullMarked;
