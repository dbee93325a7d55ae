/**
 * From what a user says after {@code --target} to a {@link dev.ferry.model.Target}.
 *
 * <p>Three things are understood ({@link dev.ferry.python.target.TargetArgument}): a name such as
 * {@code linux-x86_64-glibc2.28-cp311}, a file that {@code probe.sh} wrote on the machine meant,
 * and {@code host} for this machine ({@link dev.ferry.python.target.HostTarget} runs the same
 * script here).
 *
 * <p>A probe has measured what a name must leave open: every marker variable of PEP 508, the
 * libstdc++, the page size, the driver. It comes from another machine, so it is read as input from
 * outside: bounded, and every field checked by its name. Fields that this version does not know are
 * passed over. {@code docs/formats/target.md} describes the document.
 */
@NullMarked
package dev.ferry.python.target;

import org.jspecify.annotations.NullMarked;
