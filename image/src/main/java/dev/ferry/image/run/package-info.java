/**
 * Running images that were written, without a container engine where it must be.
 *
 * <p>An image is believed when it ran. {@link dev.ferry.image.run.ImageRunner} takes a written
 * archive and runs commands in it as an engine in production would: no network, a read-only root,
 * one user without capabilities or new privileges, writable volumes and nothing else.
 *
 * <p>Two mechanisms do it. Ferry's own ({@link dev.ferry.image.run.OwnRunner}) unpacks the layers
 * into a folder ({@link dev.ferry.image.run.OpenedImage}) and starts a command there in new Linux
 * namespaces; it needs a Python 3 and works as root, and as a user where the kernel lets users make
 * namespaces. It can also trace which files are opened. The other ({@link
 * dev.ferry.image.run.EngineRunner}) loads the archive into podman or docker. {@link
 * dev.ferry.image.run.ImageRunners} takes the first that works here.
 *
 * <p>An archive is hostile until it is proved: layers are unpacked by a model of the tree that
 * Ferry keeps itself, so that no entry is ever written through a link; amounts are bounded.
 *
 * <p>Sources: OCI image-spec {@code layer.md} (whiteouts), {@code config.md}; {@code
 * user_namespaces(7)}, {@code pid_namespaces(7)}, {@code ptrace(2)}, {@code seccomp(2)}.
 */
@NullMarked
package dev.ferry.image.run;

import org.jspecify.annotations.NullMarked;
