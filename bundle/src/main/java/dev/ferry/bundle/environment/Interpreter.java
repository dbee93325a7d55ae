package dev.ferry.bundle.environment;

/**
 * A relocatable CPython that travels with the set, a tar archive.
 *
 * @param archive where it lies in the bundle
 * @param python the interpreter's path inside the archive, {@code python/bin/python3.11}
 */
public record Interpreter(BundleFile archive, String python) {}
