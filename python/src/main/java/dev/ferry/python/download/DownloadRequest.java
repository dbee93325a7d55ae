package dev.ferry.python.download;

import dev.ferry.model.Digest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A file to bring.
 *
 * @param filename for messages
 * @param location {@code file:}, {@code http:} or {@code https:}, as it is sent
 * @param mirrors other places of the same bytes; asked for only when {@code location} fails
 * @param sha256 what the bytes must hash to
 * @param size what they must count, bytes
 * @param source name of the source that claims this, for messages
 * @param unhashedAllowed whether the file may come without a claimed digest
 */
public record DownloadRequest(
    String filename,
    URI location,
    Supplier<List<URI>> mirrors,
    Optional<Digest> sha256,
    OptionalLong size,
    String source,
    boolean unhashedAllowed) {}
