package dev.ferry.image.base;

import dev.ferry.model.PythonVersion;

/**
 * An interpreter of a base.
 *
 * @param path absolute, links resolved: {@code /usr/bin/python3.11}
 * @param version with the patch number where the base's files tell it
 */
public record BasePython(String path, PythonVersion version) {}
