/**
 * How long pages and metadata take, through Ferry's own client, as a whole process.
 *
 * <p>Input is a file of {@code name==version} lines, as {@code pip freeze} prints them. For each
 * the page is fetched and the metadata of the wheel that fits a Linux target best, all started at
 * once, which is what a lock does at its best. {@code docs/decisions/0002-http-client.md} has
 * figures.
 */
@NullMarked
package dev.ferry.bench.index;

import org.jspecify.annotations.NullMarked;
