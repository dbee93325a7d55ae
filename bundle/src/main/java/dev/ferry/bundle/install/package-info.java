/**
 * {@code ferry install}: executes an installation plan in a folder, with a cache of unpacked wheels
 * that several environments share.
 *
 * <p>On a machine with nothing but Python, {@code install.py} of the bundle does the whole work. On
 * a machine with Ferry the same result is had faster: each wheel is unpacked once into the store
 * ({@link dev.ferry.bundle.install.UnpackedCache}), and an environment is made of copies (or hard
 * links) of the cached files. What must not differ is not written twice: choosing the target and
 * the interpreter, the preflight, extra files and the smoke test are steps of the same {@code
 * install.py}, run by {@link dev.ferry.bundle.install.InstallScript}. The plan itself ({@link
 * dev.ferry.python.install.InstallationPlanner}) is computed on both sides, and a test compares the
 * trees.
 *
 * <p>The environment's name {@code DIR} is a symbolic link to {@code .DIR.ferry/<version>}, and
 * {@link dev.ferry.bundle.install.EnvironmentPlace} keeps the same layout, lock and order of steps
 * as {@code install.py}: built and tested beside, switched by one rename, one older version kept.
 */
@NullMarked
package dev.ferry.bundle.install;

import org.jspecify.annotations.NullMarked;
