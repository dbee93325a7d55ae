package dev.ferry.python.resolve;

import dev.ferry.python.name.PackageName;

/**
 * A wheel that was found not to fit while its bytes were read.
 *
 * @param filename of the wheel
 */
public record Exclusion(PackageName name, String filename, Misfit misfit) {}
