/**
 * How pip on this machine is set up: index, further indexes, pages of links, certificates, proxy.
 *
 * <p>Ferry works wherever pip works, with nothing of its own to configure. The order is pip's:
 * configuration files of the machine, the user and the virtual environment, then the file that
 * {@code PIP_CONFIG_FILE} names, then {@code PIP_*} variables; a later one replaces an earlier one.
 * Sections {@code [global]}, {@code [install]} and {@code [download]} are read, in that order.
 * Where no index is set, pip itself is asked for its default ({@link
 * dev.ferry.python.pipconfig.DefaultIndex}); no address of an index is written in this program.
 *
 * <p>Source: pip's documentation, "Configuration".
 */
@NullMarked
package dev.ferry.python.pipconfig;

import org.jspecify.annotations.NullMarked;
