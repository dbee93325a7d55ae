/**
 * Talking to one registry: who it is, who we are, and what to do when it breaks off.
 *
 * <p>A {@link dev.ferry.oci.registry.http.Transport} sends a {@link
 * dev.ferry.oci.registry.http.Call} and gives an {@link dev.ferry.oci.registry.http.Answer} of any
 * status; it deals with three things on the way. <b>401</b>: it answers the challenge, with Basic
 * or a token, once. <b>Redirects</b>: it follows a few, never from https to http, and takes
 * credentials to no other origin than the registry's. <b>Trouble</b> that passes (a broken
 * connection, 429, 502 to 504): it waits as long as {@code Retry-After} says or twice as long each
 * time, and tries again a few times; a call whose outcome would be unknown says that it must not be
 * repeated.
 *
 * <p>A registry is silent when nothing moves in either direction; such a call ends. Plain http is
 * for this machine alone, or where it was allowed by name.
 *
 * <p>Sources: OCI distribution-spec 1.1; RFC 9110 (redirects, {@code Retry-After}); distribution
 * "Token Authentication Specification"; {@code containers-certs.d(5)}.
 */
@NullMarked
package dev.ferry.oci.registry.http;

import org.jspecify.annotations.NullMarked;
