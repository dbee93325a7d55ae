/**
 * Statements about a bundle's root digest, and how they hang on it.
 *
 * <p>A {@link dev.ferry.bundle.evidence.Statement} says something about the root (in-toto
 * Attestation Framework, Statement v1): here, that the set was installed without a network and
 * worked. It travels in a DSSE envelope inside a sigstore bundle, the form that stock tools read
 * once it is signed; until then the envelope has no signature and proves nothing by itself. {@link
 * dev.ferry.bundle.evidence.Evidence} is the file {@code evidence/<n>.sigstore.json} together with
 * the OCI manifest that names the root as its subject, so registries list it as a referrer.
 *
 * <p>Evidence never changes the root: it may be added later and travel alone.
 */
@NullMarked
package dev.ferry.bundle.evidence;

import org.jspecify.annotations.NullMarked;
