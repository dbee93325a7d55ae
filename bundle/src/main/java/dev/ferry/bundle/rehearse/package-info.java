/**
 * The rehearsal: a bundle is installed here, before the trip, where nothing can be fetched.
 *
 * <p>Metadata lies. A package imports another one that it never declared, and works on every
 * machine where that one happens to be installed; a library is opened by name at run time, and no
 * table in any ELF file says so. Only running the set shows it. So where this machine can run the
 * target (architecture, C library, Python's minor version), {@link
 * dev.ferry.bundle.rehearse.Rehearsal} installs the bundle with its own {@code install.sh} into a
 * scratch folder, in a network namespace without a route, with an empty home, and runs the smoke
 * test.
 *
 * <p>There are three answers ({@link dev.ferry.bundle.rehearse.RehearsalResult}): it works; it does
 * not, with the name of what is missing; or this machine cannot tell, with the reason. The third is
 * not a failure: most targets are machines that are not this one.
 */
@NullMarked
package dev.ferry.bundle.rehearse;

import org.jspecify.annotations.NullMarked;
