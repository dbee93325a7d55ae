/**
 * Ferry from its command line, in this process: {@code Main.run} with streams, an environment and a
 * current folder of the test's own. Wheels are made here and lie in a folder of links; no test asks
 * a server, except those with the tag {@code network}.
 */
@NullMarked
package dev.ferry.cli;

import org.jspecify.annotations.NullMarked;
