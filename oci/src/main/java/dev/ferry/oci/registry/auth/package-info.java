/**
 * Who we are to a registry: what {@code podman login} and {@code docker login} left.
 *
 * <p>Credentials are looked for in the files that container engines use ({@link
 * dev.ferry.oci.registry.auth.AuthFiles}), by the longest namespace that fits the repository, and
 * in programs named {@code docker-credential-*}. Ferry never stores any, never asks for any and
 * never prints any: {@link dev.ferry.oci.registry.auth.Credentials} hides its secret, and no
 * message quotes a byte of a file or answer that may hold one.
 *
 * <p>A registry says how it wants to be asked in {@code WWW-Authenticate} ({@link
 * dev.ferry.oci.registry.auth.Challenge}): Basic, or Bearer with a token of a token server.
 *
 * <p>Sources: {@code containers-auth.json(5)}; Docker's {@code config.json} and credential helper
 * protocol; RFC 9110, 11.6.1; RFC 6750; distribution "Token Authentication Specification".
 */
@NullMarked
package dev.ferry.oci.registry.auth;

import org.jspecify.annotations.NullMarked;
