/**
 * Fetching over HTTP/1.1, blocking and lean.
 *
 * <p>A short command spends its time on cold code: every class that a client library loads before
 * the first byte arrives is paid on each run. This client is a socket, a request line and a body
 * stream, used from virtual threads; {@code docs/decisions/0002-http-client.md} has the figures.
 *
 * <p><b>What holds for every fetch.</b> Connections are kept alive and few per host ({@link
 * dev.ferry.python.http.HttpSettings#connectionsPerHost()}). Redirects are followed at most {@link
 * dev.ferry.python.http.RedirectRule#LIMIT} times, from http to https but never back, and never to
 * another scheme. Credentials belong to one scheme, host and port and are sent nowhere else. Heads
 * and bodies are bounded before they are read; a body that stalls or crawls is given up. Answers of
 * 429 and 5xx and broken connections are tried again after a pause; a {@code Retry-After} is
 * honoured up to a bound.
 *
 * <p><b>Secrets.</b> Every message shows a location through {@link
 * dev.ferry.python.http.Locations#display}, which leaves out user info and query.
 *
 * <p>Sources: RFC 9110 (semantics, ranges 14), RFC 9112 (HTTP/1.1 messages), RFC 7617 (Basic).
 */
@NullMarked
package dev.ferry.python.http;

import org.jspecify.annotations.NullMarked;
